import { spawn } from 'node:child_process';

export type Ended = { code: number; output: string };

/**
 * Runs a program of node_modules, or a TypeScript one of ours, to its end. `show` passes its output on as it comes; it is returned either
 * way. Never rejects because of what the program answered: the caller reads the code. Ends with this process.
 */
export function runProgram(
  script: string,
  args: readonly string[],
  options: { env: NodeJS.ProcessEnv; show?: boolean; typescript?: boolean },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const loader = options.typescript ? ['--import', 'tsx'] : [];
    const child = spawn(process.execPath, [...loader, script, ...args], {
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const end = () => child.kill('SIGTERM');
    process.once('exit', end);
    const printed: Buffer[] = [];
    const collect = (to: NodeJS.WriteStream) => (chunk: Buffer) => {
      printed.push(chunk);
      if (options.show) to.write(chunk);
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
