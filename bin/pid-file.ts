import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { dataPath } from '@/lib/env';

/**
 * Tells others which processes run here: `DATA_DIR/run/web.pid`, `worker.pid`, and `web-2.pid` and so on for further
 * ones of a kind. A file holds one number. It goes with its process; one whose process is gone is replaced.
 */

export type ProcessKind = 'start' | 'web' | 'worker';

/** More processes of a kind on one machine than anyone would run. */
const most = 99;

/**
 * Takes the first free number and removes the file when this process exits. Returns the file's path. A signal that this
 * process does not handle ends it without an exit: handle signals (`endWith`) before.
 */
export async function takePidFile(kind: ProcessKind): Promise<string> {
  await mkdir(dataPath('run'), { recursive: true });
  for (let number = 1; number <= most; number += 1) {
    const file = pidFile(kind, number);
    if (await claim(file, kind)) return file;
  }
  throw new Error(`${most} processes of the kind ${kind} run on ${dataPath()} already.`);
}

/** The process that holds the first pid file of this kind, or null when none lives. */
export async function findRunning(kind: ProcessKind): Promise<number | null> {
  const pid = readNumber(pidFile(kind, 1));
  return pid !== null && (await isOurs(pid, kind)) ? pid : null;
}

function pidFile(kind: ProcessKind, number: number): string {
  return path.join(dataPath('run'), number === 1 ? `${kind}.pid` : `${kind}-${number}.pid`);
}

async function claim(file: string, kind: ProcessKind): Promise<boolean> {
  const holder = readNumber(file);
  if (holder !== null && holder !== process.pid) {
    if (await isOurs(holder, kind)) return false;
    if (readNumber(file) === holder) rmSync(file, { force: true });
  }
  // Nothing is awaited from here on: no signal comes between the file and the promise to take it away.
  if (!create(file) && readNumber(file) !== process.pid) return false;
  process.once('exit', () => {
    if (readNumber(file) === process.pid) rmSync(file, { force: true });
  });
  return true;
}

function create(file: string): boolean {
  try {
    writeFileSync(file, `${process.pid}\n`, { flag: 'wx', mode: 0o644 });
    return true;
  } catch {
    return false;
  }
}

function readNumber(file: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/**
 * Whether that process lives and is one of ours. After a restart of the machine a number may belong to something else;
 * where the system tells command lines (Linux), that is noticed.
 */
async function isOurs(pid: number, kind: ProcessKind): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return commandLine === null || commandLine.includes(`bin/${kind}.`);
}
