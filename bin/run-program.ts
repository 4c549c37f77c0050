import { type ChildProcess, spawn } from 'node:child_process';

export type Ended = { code: number; output: string };

export type ProgramOptions = {
  env: NodeJS.ProcessEnv;
  /** The folder to run it in; this process's own when left out. */
  cwd?: string;
  /** Passes the output on as it comes: to where this process writes, or to a function. */
  show?: boolean | ((text: string) => void);
  typescript?: boolean;
};

/**
 * Runs a program of node_modules, or a TypeScript one of ours, to its end. Its output is returned whether it is shown or
 * not. Never rejects because of what the program answered: the caller reads the code.
 *
 * It is a process group of its own and ends with this process, together with what it started itself.
 */
export function runProgram(script: string, args: readonly string[], options: ProgramOptions): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const loader = options.typescript ? ['--import', 'tsx'] : [];
    const child = spawn(process.execPath, [...loader, script, ...args], {
      env: options.env,
      cwd: options.cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    const end = () => endGroup(child);
    // Before whatever else happens at the end, such as taking away its folder.
    process.prependOnceListener('exit', end);
    const printed: Buffer[] = [];
    const collect = (to: NodeJS.WriteStream) => (chunk: Buffer) => {
      printed.push(chunk);
      if (typeof options.show === 'function') options.show(chunk.toString('utf8'));
      else if (options.show) to.write(chunk);
    };
    child.stdout.on('data', collect(process.stdout));
    child.stderr.on('data', collect(process.stderr));
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('exit', end);
      resolve({ code: code ?? 1, output: Buffer.concat(printed).toString('utf8') });
    });
  });
}

/** Asks a program and all that it started to end. */
function endGroup(child: ChildProcess): void {
  try {
    if (process.platform === 'win32' || child.pid === undefined) child.kill('SIGTERM');
    else process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It ended a moment ago.
  }
}
