import type { Import, SourceFile } from './source-file';

/**
 * Which way imports run, as one table, and what must not form a ring. Tests and fixtures are free: they enter through
 * any door. A noun's vocabulary (zod and other vocabulary alone, safe in a browser) may be read by every other noun. Imports
 * of types count, and so do late ones. Each rule returns a sentence per violation.
 */

/** Nouns of lib and the nouns they may build on; reaching further along the arrows is allowed. */
const arrows: Record<string, readonly string[]> = {
  reviews: ['requests', 'sign-offs', 'policies'],
  ends: ['reviews', 'requests', 'sandboxes', 'policies', 'activity'],
  policies: [],
  requests: ['sandboxes', 'products'],
  activity: ['sandboxes', 'provisioning'],
  sandboxes: ['operations', 'certificates', 'scrub-plans', 'provisioning', 'credentials', 'products'],
  'scrub-plans': ['sign-offs', 'products', 'provisioning'],
  'sign-offs': [],
  products: ['provisioning'],
  certificates: ['sign-offs', 'scrub-plans', 'provisioning'],
  dormancy: ['sandboxes'],
  fleet: ['activity', 'sandboxes', 'ends'],
  gateway: ['credentials', 'sandboxes', 'webhooks', 'products'],
};

/** What every noun may use. */
const foundation = ['command', 'access', 'audit', 'jobs', 'db', 'notices'];

/**
 * Folders with a list of their own. The loose files of lib (clock, env, errors, ids, log) are open to everyone. Signing
 * in is audited without a command, since nobody has a session yet, and the audit is read by a query like all else:
 * hence the two that look up.
 */
const special: Record<string, readonly string[]> = {
  'plan-format': [],
  'certificate-format': ['plan-format'],
  provisioning: ['plan-format', 'certificate-format'],
  db: [],
  jobs: ['db'],
  audit: ['db', 'access', 'command'],
  access: ['db', 'audit', 'command'],
  command: ['access', 'audit', 'jobs', 'db'],
  health: ['db', 'jobs'],
  notices: ['command', 'access', 'audit', 'jobs', 'db'],
  operations: ['command', 'access', 'audit', 'jobs', 'db', 'notices'],
};

/** What pages and routes use of the nouns beside commands, queries and vocabulary, and why. */
const mountedByApp = new Map([
  ['lib/gateway/to-gateway.ts', 'the factory of the sandboxes’ API'],
  [
    'lib/sandboxes/operations/stream-operation.ts',
    'an answer that goes on, made of a query that is asked again',
  ],
  ['lib/fleet/bulk/act-in-bulk.ts', 'many commands, each in a transaction of its own'],
  ['lib/certificates/write-certificate-file.ts', 'a query’s result as the file that people keep'],
  ['lib/credentials/issue-api-key.ts', 'a command whose result is shown once and kept nowhere'],
  [
    'lib/activity/keep-alive/get-kept-by-link.ts',
    'asked by whoever holds the link of a mail, who has no session',
  ],
  [
    'lib/notices/choices/get-stopped-by-link.ts',
    'asked by whoever holds the link of a mail, who has no session',
  ],
  ['lib/health/check-health.ts', 'asked without a session, by whatever watches the installation'],
]);

/** Where React and Next.js may be imported in lib. */
const webFiles = /^lib\/(access\/session|command\/web\/[a-z-]+)\.ts$/;

/** Tests, and what runs them. */
const isFree = (file: string) =>
  /\.(test|fixture)\.tsx?$/.test(file) || /^((lib\/testing|bin\/test)\/|vitest\.config\.ts$)/.test(file);
const nounOf = (file: string) => /^lib\/([^/]+)\//.exec(file)?.[1] ?? null;

/** Imports that run against the table. */
export function importViolations(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return files
    .filter((file) => !isFree(file.path))
    .flatMap((file) =>
      file.imports
        .map((each) => refusal(file, each, byPath))
        .filter((reason) => reason !== null)
        .map((reason) => `${file.path}: ${reason}`),
    );
}

function refusal(file: SourceFile, imported: Import, byPath: ReadonlyMap<string, SourceFile>): string | null {
  const { target, isType } = imported;
  if (/^lib\/testing\//.test(target) && !/^(e2e|bench)\//.test(file.path))
    return `imports ${target}, which is for tests`;
  if (/^(next|react|react-dom)(\/|$)/.test(target) && file.path.startsWith('lib/'))
    return webFiles.test(file.path) ? null : `imports ${target}; only the door's web side may`;
  const from = nounOf(file.path);
  const to = nounOf(target);
  if (from === 'provisioning' && /prisma/.test(target))
    return `imports ${target}; the engine knows no Prisma`;
  if (file.path.startsWith('lib/') && /^(app|components|bin|e2e|demo|bench)\//.test(target))
    return `imports ${target}, which stands above it`;
  if (file.path.startsWith('app/')) return to && !isType ? fromApp(target, to, byPath) : null;
  if (file.path.startsWith('components/')) return fromComponent(target, isType, byPath);
  if (!file.path.startsWith('lib/') || !to || to === from) return null;
  if (from === null) return `imports ${target}; the loose files stand below every folder`;
  if (reachable(from).has(to)) return null;
  const found = byPath.get(target);
  const isWord = !special[from] && found && isBrowserSafe(found, byPath);
  return isWord ? null : `imports ${target}; ${from} does not build on ${to}`;
}

/** Pages and routes ask through commands, queries and endpoints; the door and the sign-in are theirs as well. */
function fromApp(target: string, to: string, byPath: ReadonlyMap<string, SourceFile>): string | null {
  const found = byPath.get(target);
  if (to === 'access' || to === 'command' || mountedByApp.has(target)) return null;
  if (found && (isAsked(found) || isBrowserSafe(found, byPath))) return null;
  return `imports ${target}; use a command or a query`;
}

/** Whether a file declares something that comes through the door. */
const isAsked = ({ imports }: SourceFile) =>
  imports.some(({ names }) =>
    ['defineCommand', 'defineQuery', 'defineEndpoint'].some((factory) => names.includes(factory)),
  );

function fromComponent(
  target: string,
  isType: boolean,
  byPath: ReadonlyMap<string, SourceFile>,
): string | null {
  if (isType || target.startsWith('components/')) return null;
  if (target.startsWith('app/')) return `imports ${target}; a page hands it what it needs, actions too`;
  const found = byPath.get(target);
  if (!target.startsWith('lib/') || (found && isBrowserSafe(found, byPath))) return null;
  return `imports ${target} as a value; it is not a vocabulary file`;
}

/** Where the engine is entered. */
const entrance = 'lib/provisioning/index.ts';

/** Parts of the engine that tests outside of it ask one by one. Its fixtures are open to every test. */
const askedByTests = new Map([
  [
    'lib/provisioning/catalogue/catalogue.ts',
    'a plan is checked column by column, without a source for each check',
  ],
  ['lib/provisioning/plan-check/check-plan.ts', 'the same'],
  ['lib/provisioning/connect.ts', 'a session that the engine opens in production cannot write there'],
  ['lib/provisioning/conditions/remedies.ts', 'every way to fail is asked whether it may be tried again'],
  ['lib/provisioning/classify/classify.ts', 'detection is measured on schemas without a source'],
]);

/**
 * Imports of the engine past its entrance, late ones and those of types among them. The benchmarks may: they measure its
 * parts one by one.
 */
export function entranceViolations(files: readonly SourceFile[]): string[] {
  const isInside = (file: string) => file.startsWith('lib/provisioning/');
  const mayPass = (file: string, target: string) =>
    file.startsWith('bench/') ||
    (isFree(file) && (/\.fixture\.tsx?$/.test(target) || askedByTests.has(target)));
  return files
    .filter(({ path: file }) => !isInside(file))
    .flatMap(({ path: file, imports }) =>
      imports
        .filter(({ target }) => isInside(target) && target !== entrance && !mayPass(file, target))
        .map(({ target }) => `${file}: imports ${target}; the engine is entered by its index`),
    );
}

/** Packages that run in a browser as they run here. */
const browserPackages = new Set(['zod', 'canonicalize']);

/** The formats of documents, in which nothing happens: what they hold is pure, and runs in a browser unless it hashes. */
const isFormat = (file: string) => /^lib\/(plan-format|certificate-format)\//.test(file) && !isFree(file);

/** Files of the formats that no browser can load, with all that they import. */
export function formatsNotForBrowsers(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return files
    .filter((file) => isFormat(file.path) && !isBrowserSafe(file, byPath))
    .map((file) => file.path)
    .sort();
}

/** Imports packages and files that are safe themselves, and nothing else. */
function isBrowserSafe(
  file: SourceFile,
  byPath: ReadonlyMap<string, SourceFile>,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  return file.imports.every((each) => {
    if (each.isType || browserPackages.has(each.target) || seen.has(each.target)) return true;
    const next = byPath.get(each.target);
    return next !== undefined && isBrowserSafe(next, byPath, new Set([...seen, file.path]));
  });
}

function reachable(noun: string): ReadonlySet<string> {
  const own = special[noun];
  if (own) return new Set(own);
  const found = new Set<string>(foundation);
  const follow = (at: string): void => {
    for (const next of arrows[at] ?? special[at] ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      follow(next);
    }
  };
  follow(noun);
  return found;
}

/** Rings of imports, late ones and those of types among them, each told once, as `a → b → a`. */
export function cycles(files: readonly SourceFile[]): string[] {
  const known = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (at: string, trail: readonly string[]): void => {
    const start = trail.indexOf(at);
    if (start >= 0) {
      found.push([...trail.slice(start), at].join(' → '));
      return;
    }
    if (done.has(at)) return;
    for (const each of known.get(at)?.imports ?? [])
      if (known.has(each.target)) walk(each.target, [...trail, at]);
    done.add(at);
  };
  for (const file of files) walk(file.path, []);
  return found;
}
