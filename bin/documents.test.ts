import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { tourSentences } from '@/e2e/harness/tour';
import { describeSettings } from '@/lib/env';

const read = (file: string) => readFileSync(file, 'utf8');
const documents = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).map((name) => `docs/${name}`),
].filter((name) => name.endsWith('.md'));

test('docs/operating.md describes every setting in the words of lib/env.ts, and no other', () => {
  const rows = [...read('docs/operating.md').matchAll(/^\| `([A-Z][A-Z_]+)` \| (.+) \|$/gm)];
  const documented = rows.map(([, name, meaning]) => `${name}: ${meaning}`);
  expect(documented).toEqual(describeSettings().map(({ name, meaning }) => `${name}: ${meaning}`));
});

test('every npm command that the documents name exists', () => {
  const manifest: unknown = JSON.parse(read('package.json'));
  const scripts = (manifest as { scripts: Record<string, string> }).scripts;
  const named = documents.flatMap((file) =>
    [...read(file).matchAll(/npm run ([a-z]+)/g)].map(([, name]) => name ?? ''),
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test('every link between the documents leads somewhere', () => {
  const broken = documents.flatMap((file) =>
    [...read(file).matchAll(/\]\((?!https?:)([^)#]+)/g)]
      .map(([, target]) => path.join(path.dirname(file), target ?? ''))
      .filter((target) => !existsSync(target))
      .map((target) => `${file} → ${target}`),
  );
  expect(broken).toEqual([]);
});

test('every file that the documents name in code exists', () => {
  const missing = documents.flatMap((file) =>
    [...read(file).matchAll(/`((?:lib|bin|prisma|app|e2e|demo|docs)\/[\w./()[\]-]+)`/g)]
      .map(([, target]) => target ?? '')
      .filter((target) => !existsSync(target))
      .map((target) => `${file}: ${target}`),
  );
  expect(missing).toEqual([]);
});

test('a journey walks every sentence of the README’s tour, and no other', () => {
  const journeys = readdirSync('e2e').filter((name) => name.endsWith('.e2e.ts'));
  const quoted = journeys.flatMap((name) =>
    [...read(`e2e/${name}`).matchAll(/\bwalk\(\s*(?:'([^']*)'|"([^"]*)"),?\s*\)/g)].map(
      ([, single, double]) => single ?? double ?? '',
    ),
  );
  const sentences = tourSentences();
  expect(sentences.length).toBeGreaterThan(20);
  expect(sentences.filter((sentence) => !quoted.includes(sentence))).toEqual([]);
  expect(quoted.filter((sentence) => !sentences.includes(sentence))).toEqual([]);
});
