import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Which test files go together, read from what they import, so that no list has to be kept: a file is pure when nothing
 * that it loads reaches the tests' database, the settings or the network; a file waits when it starts processes, whose
 * work and whose deaths it then waits for.
 */

const suffixes = ['', '.ts', '.tsx', '.mjs', '/index.ts'];
const importing = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g;

/** What a pure file must not reach: each holds state of the process or of a server. */
const impure = ['lib/env.ts', 'lib/testing/database.ts', 'node:child_process', 'node:http', 'node:net'];

const starting = ['lib/testing/worker-processes.ts', 'lib/testing/pace.ts', 'node:child_process'];

/** The one rule about the project as a whole: it starts git alone, and checks without a database run it. */
const alwaysPure = ['lib/architecture.test.ts'];

/** Reads files of the repository at `root`, each at most once. */
export function testGroups(root: string) {
  const known = new Map<string, string[]>();
  const importsOf = (file: string): string[] => {
    const found = known.get(file) ?? readImports(root, file);
    known.set(file, found);
    return found;
  };
  const reached = (file: string): Set<string> => {
    const seen = new Set<string>();
    const visit = (each: string) => {
      if (seen.has(each)) return;
      seen.add(each);
      for (const target of importsOf(each)) visit(target);
    };
    visit(file);
    return seen;
  };
  return {
    isPure: (file: string): boolean => {
      if (alwaysPure.includes(file)) return true;
      const all = reached(file);
      return !impure.some((each) => all.has(each));
    },
    isWaiting: (file: string): boolean => starting.some((each) => importsOf(file).includes(each)),
  };
}

function readImports(root: string, file: string): string[] {
  const read = (name: string): string | null => {
    try {
      return readFileSync(path.join(root, name), 'utf8');
    } catch {
      return null;
    }
  };
  const text = /\.(tsx?|mjs)$/.test(file) ? read(file) : null;
  return [...(text ?? '').matchAll(importing)].map(([, target = '']) => {
    if (!target.startsWith('.') && !target.startsWith('@/')) return target;
    const place = target.startsWith('@/')
      ? target.slice(2)
      : path.posix.join(path.posix.dirname(file), target);
    const suffix = suffixes.find((each) => /\.\w+$/.test(place + each) && read(place + each) !== null);
    return place + (suffix ?? '');
  });
}

/** One that waits after every two that work, from the start, until either kind has run out. */
export function interleave<Item>(working: readonly Item[], waiting: readonly Item[]): Item[] {
  const order: Item[] = [];
  for (let n = 0; n * 2 < working.length || n < waiting.length; n += 1)
    order.push(...working.slice(n * 2, n * 2 + 2), ...waiting.slice(n, n + 1));
  return order;
}
