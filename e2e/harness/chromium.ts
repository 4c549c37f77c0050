import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

/**
 * A browser without a download: @sparticuz/chromium carries one inside the package, and the few libraries that a bare
 * Debian machine lacks (NSS, NSPR, expat). It is unpacked once per version, beside the installed packages; libraries go
 * on the path only where the system has none of its own.
 */

export type Browser = { executable: string; env: Record<string, string> };

/** Where the browser is or will be; the same in every process of a run. */
function folder(): string {
  const manifest: unknown = JSON.parse(readFileSync('node_modules/@sparticuz/chromium/package.json', 'utf8'));
  const version =
    typeof manifest === 'object' && manifest && 'version' in manifest ? String(manifest.version) : 'unknown';
  return path.resolve('node_modules/.cache/sandgate', `chromium-${version}`);
}

/** The browser to launch: the given one, or the unpacked one. Unpacks it on the first call (some 5 s, 200 MB). */
export function findChromium(given: string | undefined): Browser {
  if (given) return { executable: given, env: {} };
  const home = folder();
  const executable = path.join(home, 'chromium');
  if (!existsSync(executable)) unpack(home);
  return { executable, env: starts(executable) ? {} : ownLibraries(home) };
}

/** The package unpacks into the system's folder for temporary files, whatever lies there; so it gets a fresh one. */
function unpack(home: string): void {
  const fresh = `${home}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  const script = `import('@sparticuz/chromium').then((found) => found.default.executablePath())`;
  const env = { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  execFileSync(process.execPath, ['-e', script], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    renameSync(fresh, home);
  } catch {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function ownLibraries(home: string): Record<string, string> {
  const env = { LD_LIBRARY_PATH: path.join(home, 'al2023', 'lib') };
  if (starts(path.join(home, 'chromium'), env)) return env;
  throw new Error(
    'The browser of the tests does not start here. Install libnss3 and libexpat1, or name another one in E2E_CHROMIUM.',
  );
}

function starts(executable: string, env: Record<string, string> = {}): boolean {
  try {
    execFileSync(executable, ['--version'], { env: { ...process.env, ...env }, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
