import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { routeViolations, serverActionViolations } from './testing/architecture/door-rules';
import {
  cycles,
  entranceViolations,
  formatsNotForBrowsers,
  importViolations,
} from './testing/architecture/import-rules';
import { loadedTwice, stateViolations } from './testing/architecture/loaded-twice';
import { nameViolations, sizeViolations, useViolations } from './testing/architecture/shape-rules';
import { parseSourceFile, readSourceFiles, type SourceFile } from './testing/architecture/source-file';

const files = readSourceFiles(path.resolve('.'));

/** Small trees that break a rule: path to text. */
function tree(texts: Record<string, string>): SourceFile[] {
  const known = new Set(Object.keys(texts));
  return Object.entries(texts).map(([file, text]) => parseSourceFile(file, text, known));
}

describe('the structure', () => {
  test('the whole tree is read', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap((file) => file.imports).length).toBeGreaterThan(300);
  });
  test('imports run along the table', () => expect(importViolations(files)).toEqual([]));
  test('no file imports itself through others', () => expect(cycles(files)).toEqual([]));
  test('the engine is entered by its index alone', () => expect(entranceViolations(files)).toEqual([]));
  test('formats of documents run in a browser, but for those that hash', () =>
    expect(formatsNotForBrowsers(files)).toEqual([
      'lib/certificate-format/result-hash.ts',
      'lib/plan-format/canonical-hash.ts',
      'lib/plan-format/plan-hash.ts',
    ]));
  test('no name is a drawer', () => expect(nameViolations(files)).toEqual([]));
  test('files and folders stay small', () => expect(sizeViolations(files)).toEqual([]));
  test('environment, clock, randomness and SQL are used in their places alone', () =>
    expect(useViolations(files)).toEqual([]));
  test('every job has a handler on the list of the worker, so that none waits for ever', () => {
    const jobs = files.map((file) => file.path).filter((file) => /^lib\/.*\.job\.ts$/.test(file));
    const worker = files.find((file) => file.path === 'bin/worker.ts');
    const listed = worker?.imports.map((each) => each.target) ?? [];
    expect(jobs.length).toBeGreaterThan(1);
    expect(
      jobs.map((job) => job.replace(/job\.ts$/, 'handler.ts')).filter((each) => !listed.includes(each)),
    ).toEqual([]);
  });
  test('handlers are loaded by the worker alone, so that a web server carries no engine', () => {
    const isHandler = (file: string) => /^lib\/.*\.handler\.ts$/.test(file);
    const loading = files.filter(({ imports }) => imports.some(({ target }) => isHandler(target)));
    expect(loading.map((file) => file.path).filter((file) => !/\.test\.ts$/.test(file))).toEqual([
      'bin/worker.ts',
    ]);
  });
  test('what a web process loads twice keeps nothing to itself that both copies need', () => {
    expect(loadedTwice(files).length).toBeGreaterThan(15);
    // Each copy's own reading of the settings; both look for them in the same places, and read them anew when they change.
    expect(stateViolations(files, new Set(['lib/env.ts parsed']))).toEqual([]);
  });
  test('what is kept on globalThis has a name that is listed here', () => {
    const named = files.flatMap(({ path: file, globals }) => globals.map((name) => `${name} ${file}`));
    expect(named.sort()).toEqual([
      'sandgateAnswer lib/command/web/refuse-parameter.ts',
      'sandgateAttempts lib/gateway/callers/attempt-limiter.ts',
      'sandgateClient lib/db/client.ts',
      'sandgateControlPool lib/gateway/callers/control-pool.ts',
      'sandgateKeyOwners lib/gateway/callers/key-owners.ts',
      'sandgateSandboxPools lib/gateway/sandbox-pool/sandbox-pools.ts',
      'sandgateSettings lib/env.ts',
      'sandgateStampsPeers lib/gateway/callers/peer-address.ts',
    ]);
  });
  test('every server action was made by a factory of the door', () =>
    expect(serverActionViolations(files)).toEqual([]));
  test('every route handler was made by the HTTP door, but for those that are listed with a reason', () => {
    expect(files.flatMap((file) => file.routeExports).length).toBeGreaterThan(30);
    expect(routeViolations(files)).toEqual([]);
  });
});

describe('the rules find what they forbid', () => {
  const refused: [string, Record<string, string>][] = [
    ['the engine importing a noun', { 'lib/provisioning/a.ts': "import { b } from '../requests/b';" }],
    ['the engine importing Prisma', { 'lib/provisioning/a.ts': "import { P } from '@prisma/client';" }],
    ['the engine importing the database', { 'lib/provisioning/a.ts': "import { db } from '../db/client';" }],
    ['a format importing the engine', { 'lib/plan-format/a.ts': "import { b } from '../provisioning/b';" }],
    ['a type of the engine in it', { 'lib/plan-format/a.ts': "import type { B } from '../provisioning/b';" }],
    ['a noun against the arrows', { 'lib/requests/a.ts': "import { b } from '../reviews/b';" }],
    [
      'an import of a type against the arrows',
      { 'lib/requests/a.ts': "import type { B } from '../reviews/b';" },
    ],
    ['a dynamic import against them', { 'lib/requests/a.ts': "await import('../reviews/b');" }],
    ['the queue importing a noun', { 'lib/jobs/a.ts': "import { b } from '@/lib/sandboxes/b';" }],
    ['a page importing the database', { 'app/page.tsx': "import { db } from '@/lib/db/client';" }],
    ['lib importing a page', { 'lib/requests/a.ts': "import { b } from '@/app/b';" }],
    ['React in a noun', { 'lib/requests/a.ts': "import { useState } from 'react';" }],
    ['a test tool outside of tests', { 'lib/requests/a.ts': "import { b } from '../testing/b';" }],
    [
      'a component importing an operation',
      {
        'components/requests/a.tsx': "import { b } from '@/lib/requests/b';",
        'lib/requests/b.ts': "import { run } from '../command/run';",
        'lib/command/run.ts': "import pino from 'pino';",
      },
    ],
  ];
  test.each(refused)('%s', (_name, texts) => expect(importViolations(tree(texts))).toHaveLength(1));

  test.each([
    ["import { b } from '../provisioning/b';", 1],
    ["import type { B } from '../provisioning/b';", 1],
    ["export { b } from '../provisioning/b';", 1],
    ["const b = await import('../provisioning/b');", 1],
    ["type B = import('../provisioning/b').B;", 1],
    ["import { b } from '../provisioning';", 0],
    ["import { b } from '../provisioning/b.fixture';", 1],
  ])('past the entrance of the engine: %s', (text, wrong) => {
    const engine = {
      'lib/provisioning/index.ts': '',
      'lib/provisioning/b.ts': '',
      'lib/provisioning/b.fixture.ts': '',
    };
    expect(entranceViolations(tree({ ...engine, 'lib/requests/a.ts': text }))).toHaveLength(wrong);
    const ofTest = entranceViolations(tree({ ...engine, 'lib/requests/a.test.ts': text }));
    expect(ofTest).toHaveLength(text.includes('fixture') ? 0 : wrong);
  });

  test('a component may import the vocabulary, and types of anything', () => {
    const texts = {
      'components/requests/a.tsx':
        "import { b } from '@/lib/requests/b'; import type { c } from '@/lib/db/client';",
      'lib/requests/b.ts': "import { z } from 'zod';",
    };
    expect(importViolations(tree(texts))).toEqual([]);
  });

  test('a ring of three files', () => {
    const texts = {
      'lib/a.ts': "import './b';",
      'lib/b.ts': "import './c';",
      'lib/c.ts': "import './a';",
    };
    expect(cycles(tree(texts))).toEqual(['lib/a.ts → lib/b.ts → lib/c.ts → lib/a.ts']);
    for (const last of ["import type { A } from './a';", "await import('./a');"])
      expect(cycles(tree({ ...texts, 'lib/c.ts': last }))).toHaveLength(1);
  });

  test('drawers, long files and full folders', () => {
    expect(nameViolations(tree({ 'lib/requests/utils.ts': '', 'lib/common/a.ts': '' }))).toHaveLength(2);
    expect(sizeViolations(tree({ 'lib/a.ts': '\n'.repeat(301) }))).toHaveLength(1);
    const many = Array.from({ length: 21 }, (_, index) => [`lib/requests/a${index}.ts`, '']);
    expect(sizeViolations(tree(Object.fromEntries(many)))).toHaveLength(1);
  });

  test.each([
    'process.env.PORT;',
    'new Date();',
    'Date.now();',
    'Math.random();',
    "import { randomBytes } from 'node:crypto';",
    "import pg from 'pg';",
    'tx.$queryRaw`SELECT 1`;',
  ])('%s in a noun', (text) => {
    expect(useViolations(tree({ 'lib/requests/a.ts': text }))).toHaveLength(1);
    expect(useViolations(tree({ 'lib/requests/a.ts': `// ${text}` }))).toEqual([]);
  });

  test.each([
    'let count = 0;',
    'const seen = new Set(); export const see = (x: string) => seen.add(x);',
    'const counts: Record<string, number> = {}; export const count = (x: string) => { counts[x] = 1; };',
    'const settings = {}; export const set = (x: object) => Object.assign(settings, x);',
  ])('state of a module that a web process loads twice: %s', (text) => {
    const texts = {
      'bin/web.ts': "import './../lib/a';",
      'app/page.tsx': "import '@/lib/b';",
      'lib/b.ts': "await import('./a');",
      'lib/a.ts': text,
    };
    expect(stateViolations(tree(texts), new Set())).toHaveLength(1);
    expect(stateViolations(tree({ ...texts, 'app/page.tsx': '' }), new Set())).toEqual([]);
    const constant = "const names = new Set(['a']); export const has = (x: string) => names.has(x);";
    expect(stateViolations(tree({ ...texts, 'lib/a.ts': constant }), new Set())).toEqual([]);
  });

  test('server actions that went past the door', () => {
    const texts = {
      'app/a/actions.ts': [
        "'use server';",
        "import { toAction } from '@/lib/command/web/to-action';",
        "import { toAction as toOther } from './homemade';",
        'export const good = toAction(command);',
        'export const bad = async () => 1;',
        'export async function worse() {}',
        'export const sneaky = wrap(toAction(command));',
        'export const homemade = toOther(command);',
      ].join('\n'),
      'lib/command/web/to-action.ts': '',
    };
    expect(serverActionViolations(tree(texts)).map((each) => each.split(' ')[1])).toEqual([
      'bad',
      'worse',
      'sneaky',
      'homemade',
    ]);
  });

  test('route handlers that went past the door', () => {
    const texts = {
      'app/a/route.ts': [
        "import { toRoute } from '@/lib/command/http/to-route';",
        "import { toGateway } from '@/lib/gateway/to-gateway';",
        "import { toRoute as toOther } from './homemade';",
        "export const dynamic = 'force-dynamic';",
        'export type Answer = string;',
        'export const GET = toRoute(query);',
        'export const { HEAD, PATCH } = toGateway<Params>({ PATCH: change });',
        'export async function POST() {}',
        'export const PUT = async () => new Response();',
        'export const { DELETE, OPTIONS } = handlers;',
        'export const TRACE = toOther(query);',
        "export { handler } from './elsewhere';",
      ].join('\n'),
      'app/a/not-a-route.ts': 'export const GET = async () => new Response();',
      'lib/command/http/to-route.ts': '',
      'lib/gateway/to-gateway.ts': '',
      'app/api/health/route.ts': 'export async function GET() {}',
    };
    expect(routeViolations(tree(texts)).map((each) => each.replace(/(?<=: \w+) .*/, ''))).toEqual([
      'app/a/route.ts: POST',
      'app/a/route.ts: PUT',
      'app/a/route.ts: DELETE',
      'app/a/route.ts: OPTIONS',
      'app/a/route.ts: TRACE',
      'app/a/route.ts: export',
      'app/api/auth/callback/oidc/route.ts: listed',
    ]);
  });
});
