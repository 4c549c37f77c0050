import type { SourceFile } from './source-file';

/** Files of lib that a web process loads twice: the program reaches them, and so do pages. */
export function loadedTwice(files: readonly SourceFile[]): SourceFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reach = (roots: readonly SourceFile[]): Set<string> => {
    const seen = new Set<string>();
    const waiting = [...roots];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (seen.has(next.path)) continue;
      seen.add(next.path);
      for (const { target, isType } of next.imports) {
        const file = isType ? undefined : byPath.get(target);
        if (file) waiting.push(file);
      }
    }
    return seen;
  };
  const program = reach(files.filter(({ path }) => path === 'bin/web.ts'));
  const pages = reach(files.filter(({ path }) => /^app\/|^proxy\.ts$|^instrumentation\.ts$/.test(path)));
  return files.filter(({ path }) => path.startsWith('lib/') && program.has(path) && pages.has(path));
}

/** `holder`, by which files reach `globalThis`, is how state is shared, and no state of its own. */
const isHolder = (file: SourceFile, name: string) => name === 'holder' && file.globals.length > 0;

/** Variables that each copy of a file has for itself, though both are loaded; `apart` names those that may. */
export function stateViolations(files: readonly SourceFile[], apart: ReadonlySet<string>): string[] {
  return loadedTwice(files).flatMap((file) =>
    file.state
      .filter((name) => !isHolder(file, name) && !apart.has(`${file.path} ${name}`))
      .map(
        (name) => `${file.path}: ${name} exists twice in a web process; keep it on globalThis under a name`,
      ),
  );
}
