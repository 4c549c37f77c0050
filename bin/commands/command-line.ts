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

/** A line on standard output. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}
