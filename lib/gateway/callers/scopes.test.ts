import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Scope, scopes, scopesOf } from '../../access/scopes';
import { throughDoor } from '../../command/http/door';
import { describeCaller } from '../describe-caller';
import { findNothing } from '../find-nothing';
import { createRecord } from '../records/create-record';
import { deleteRecord } from '../records/delete-record';
import { getRecord } from '../records/get-record';
import { listRecords } from '../records/list-records';
import { updateRecord } from '../records/update-record';
import { byKey } from './by-key';
import type { Caller } from './caller';

/**
 * What callers of a sandbox may do, written down a second time: each scope, the credentials that carry it, and the endpoints
 * that ask for it. A line changes here when a person decided so, never to follow the code.
 */
const decided: [scope: Scope, credentials: string, asked: string][] = [
  ['caller:read', 'api_key', 'address.find caller.describe'],
  ['record:read', 'api_key', 'record.get record.list'],
  ['record:write', 'api_key', 'record.create record.delete record.update'],
];

const endpoints = [
  describeCaller,
  findNothing,
  listRecords,
  createRecord,
  getRecord,
  updateRecord,
  deleteRecord,
].map(({ name, allow }) => ({ name, allow }));

test('every scope is decided, and every endpoint is here', () => {
  expect(decided.map(([scope]) => scope).sort()).toEqual(Object.keys(scopes).sort());
  const declared = readdirSync('lib', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ts$/.test(file) && !/\.(test|fixture)\.ts$/.test(file))
    .flatMap((file) =>
      readFileSync(path.join('lib', file), 'utf8')
        .split(/= defineEndpoint[(<]/)
        .slice(1),
    )
    .map((rest) => /\n {2}name: '([^']+)'/.exec(rest)?.[1]);
  expect(endpoints.map(({ name }) => name).sort()).toEqual(declared.sort());
});

describe.each(decided)('%s', (scope, credentials, asked) => {
  test(`is what ${credentials} carries`, () => {
    expect(scopes[scope].join(' ')).toBe(credentials);
    expect(scopesOf('api_key').includes(scope)).toBe(credentials.includes('api_key'));
  });
  test('is asked for by what was decided', () => {
    const asking = endpoints.filter(({ allow }) => allow === scope).map(({ name }) => name);
    expect(asking.sort().join(' ')).toBe(asked);
  });
});

const every = Object.keys(scopes) as Scope[];
/** All sets of scopes that a credential could carry. */
const carried = every.reduce<Scope[][]>(
  (sets, scope) => sets.flatMap((each) => [each, [...each, scope]]),
  [[]],
);

describe.each(endpoints)('$name', ({ name, allow }) => {
  test.each(carried.map((set) => [set.join(' ') || 'nothing', set] as const))(
    'for a caller who carries %s',
    async (_what, set) => {
      let isServed = false;
      const caller = { scopes: set, sandbox: { slug: 'acme' } } as unknown as Caller;
      const handle = throughDoor(
        { ...byKey, identify: async () => caller },
        {
          name,
          allow,
          serve: () => {
            isServed = true;
            return new Response();
          },
        },
      );
      const answer = await handle(new Request('http://localhost:3000/', { method: 'POST' }), {
        params: Promise.resolve({ slug: 'acme' }),
      });
      const may = set.includes(allow);
      expect([answer.status, isServed]).toEqual(may ? [200, true] : [403, false]);
      if (may) return;
      expect(await answer.json()).toMatchObject({ code: 'insufficient_scope', scope: allow });
      expect(answer.headers.get('www-authenticate')).toBe(
        `Bearer realm="sandbox acme", error="insufficient_scope", scope="${allow}"`,
      );
    },
  );
});
