import { readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { childEnvironment, configure } from '@/lib/env';

/**
 * The folder for temporary files of one test run, of which all sections make their own. At the end it is removed with
 * whatever lies there. A PostgreSQL that still runs in it belongs to a section that was ended before its time, since it
 * outlives those that start it: it is stopped at once, as no one will read its data again.
 */
export async function runFolder(): Promise<{ path: string; giveBack: () => void }> {
  const folder = await mkdtemp(path.join(roomiest(), 'sandgate-run-'));
  // PostgreSQL runs as another user where root starts it.
  await chmod(folder, 0o755);
  configure({ TMPDIR: folder });
  return {
    path: folder,
    giveBack: () => {
      for (const pid of serversIn(folder)) stopAtOnce(pid);
      remove(folder);
    },
  };
}

/** Far more than a run leaves there, so that memory stays for its programs. */
const enoughMemory = 12 * 1024 ** 3;

/**
 * A file system in memory where there is plenty of it: tests make and drop databases by the thousand, of 300 files each,
 * which takes a disk five times as long. Who sets TMPDIR has chosen.
 */
function roomiest(memory = '/dev/shm'): string {
  if (childEnvironment().TMPDIR) return os.tmpdir();
  try {
    const { bavail, bsize } = statfsSync(memory);
    // Some tests start programs that they write, which a container's own may forbid.
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .find((line) => line.split(' ')[1] === memory);
    const runsPrograms = mount !== undefined && !mount.split(' ')[3]?.split(',').includes('noexec');
    if (runsPrograms && Math.min(bavail * bsize, os.freemem()) >= enoughMemory) return memory;
  } catch {
    // There is none on this system.
  }
  return os.tmpdir();
}

/** A program that is just ending may still write, and a disk that a test mounted is its own to unmount. */
function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  } catch (error) {
    process.stderr.write(`${folder} stays: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

/** How deep a section's folder holds the data of a server: its own folder, an instance's, a part of that. */
const depth = 4;

function serversIn(folder: string, left = depth): number[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name);
    if (entry.name === 'postmaster.pid') return Number(readFileSync(place, 'utf8').split('\n')[0]);
    return entry.isDirectory() && left > 1 ? serversIn(place, left - 1) : [];
  });
}

/** SIGQUIT has PostgreSQL end all sessions and write nothing more (pg_ctl stop -m immediate). */
function stopAtOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGQUIT');
  } catch {
    // It has ended by itself.
  }
}
