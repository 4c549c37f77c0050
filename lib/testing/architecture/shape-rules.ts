import path from 'node:path';
import type { SourceFile } from './source-file';

/** What files may be called, how long they may be, and what only single places may use. */

/** A file that needs more wants to be split by a verb. Tests may tell one story after the other for longer. */
const longestFile = 300;
const longestTest = 500;

/** Files of code in one folder, tests not counted. About 15 is meant; from here on it must be split by a sub-noun. */
const largestFolder = 20;

const bannedNames =
  /^(utils?|helpers?|common|misc|shared|core|services?|managers?|types|constants|index|new|old|v2|legacy|temp|final)$/;

/** The engine's public face is the one index; and a type is one of PostgreSQL's kinds of object. */
const allowedNames = ['lib/provisioning/index.ts', 'lib/provisioning/catalogue/definitions/types.ts'];

const isTest = (file: string) =>
  /\.(test|fixture)\.tsx?$/.test(file) ||
  /^(e2e|lib\/testing|lib\/provisioning\/classify\/detection)\//.test(file);

/** Names of files and folders that say nothing. Folders of app/ are parts of URLs, where `new` is a good word. */
export function nameViolations(files: readonly SourceFile[]): string[] {
  const named = (file: string) => (file.startsWith('app/') ? file.split('/').slice(-1) : file.split('/'));
  return files
    .filter((file) => !allowedNames.includes(file.path))
    .filter((file) => named(file.path).some((part) => bannedNames.test(part.split('.')[0] ?? '')))
    .map((file) => `${file.path}: this name says nothing about what it holds`);
}

/** Files and folders that grew too large. */
export function sizeViolations(files: readonly SourceFile[]): string[] {
  const long = files
    .filter((file) => file.lines > (isTest(file.path) ? longestTest : longestFile))
    .map((file) => `${file.path}: ${file.lines} lines are too many`);
  const perFolder = new Map<string, number>();
  for (const file of files) {
    if (isTest(file.path)) continue;
    const folder = path.posix.dirname(file.path);
    perFolder.set(folder, (perFolder.get(folder) ?? 0) + 1);
  }
  const full = [...perFolder]
    .filter(([folder, count]) => folder !== '.' && count > largestFolder)
    .map(([folder, count]) => `${folder}: ${count} files, more than ${largestFolder}`);
  return [...long, ...full];
}

/** Who may read the environment: the one file for settings, programs that run before it, and those that pass it on. */
const readsEnvironment = /^(lib\/env\.ts|[a-z.-]+\.config\.(ts|mjs)|bin\/[a-z]+\.mjs|bench\/.*)$/;

/** Whose clock and dice they are. The migration bookkeeping needs a UUID before anything of ours is loaded. */
const ownsClock = /^lib\/(clock|ids)\.ts$|^lib\/db\/migrate\.ts$/;

/**
 * Folders that speak SQL, and what Prisma cannot express outside of them: the lock on the audit chain's head, what guards
 * the audit's tables, and the claim of an idempotency key.
 */
const speaksSql =
  /^lib\/(provisioning|gateway|activity|policies|fleet|ends\/stages|jobs|db|testing)\/|^lib\/(audit\/(append-event|read-guards|verify-chain)|command\/idempotency)\.ts$/;

/** Uses of the environment, the clock, randomness or SQL outside of their places. */
export function useViolations(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => !isTest(file.path))
    .flatMap((file) => {
      const inLib = file.path.startsWith('lib/');
      const inWeb = /^(app|components)\//.test(file.path);
      const isWrong = (use: string): boolean => {
        if (use === 'process.env') return !readsEnvironment.test(file.path);
        if (use === 'raw SQL') return (inLib || inWeb) && !speaksSql.test(file.path);
        return inLib && !ownsClock.test(file.path);
      };
      return [...new Set(file.uses)].filter(isWrong).map((use) => `${file.path}: uses ${use}`);
    });
}
