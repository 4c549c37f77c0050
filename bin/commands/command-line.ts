import { visibleText } from '@/lib/visible-text';

/**
 * What every command of `npm run sandgate` is: a name, a line that says what it does, its usage, and a `run` that
 * returns an exit code. 0 is done, 1 is "found something wrong", 2 is wrong usage; a command may define more.
 */
export type CliCommand = {
  /** As typed, words separated by spaces. */
  name: string;
  summary: string;
  /** Arguments and what they mean, for `--help`. */
  usage: string;
  run: (args: readonly string[]) => Promise<number>;
};

/** Wrong arguments; the sentence is shown with the command's usage, and the program ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What `--jobs` says. Refuses (UsageError) everything but a number from 1 to 64. */
export function readJobs(text: string): number {
  const jobs = Number(text);
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 64)
    throw new UsageError('--jobs is a number from 1 to 64.');
  return jobs;
}

/** A line on standard output. */
export function print(line = ''): void {
  process.stdout.write(`${visibleText(line)}\n`);
}
