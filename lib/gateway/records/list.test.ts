import { afterAll, beforeAll, expect, test } from 'vitest';
import { addOrganization } from '../../credentials/credentials.fixture';
import { asSuperuser, useControlDatabase } from '../../testing/database';
import { call, type OpenSandbox, openSandbox } from '../sandbox.fixture';

useControlDatabase();

let sandbox: OpenSandbox;
let closeSandboxPools: () => Promise<void>;

beforeAll(async () => {
  ({ closeSandboxPools } = await import('../sandbox-pool/sandbox-pools'));
  sandbox = await openSandbox(await addOrganization(), `list${process.pid}`);
  await asSuperuser(
    `INSERT INTO fabrica.parts (id, name, state, big, tags, attributes, made_on)
     SELECT n, 'part ' || n, CASE n % 3 WHEN 0 THEN 'released' ELSE 'draft' END::fabrica.part_state,
            n * 1000000000000, ARRAY['t' || n % 2], jsonb_build_object('n', n), date '2026-01-01' + n
       FROM generate_series(1, 500) AS n;
     INSERT INTO fabrica.readings (machine, value) SELECT 'm' || n % 4, n FROM generate_series(1, 40) AS n;
     INSERT INTO fabrica.boms (id, note) SELECT 'wide ' || n, repeat('x', 900000) FROM generate_series(1, 12) AS n`,
    [],
    sandbox.place.database,
  );
});
afterAll(async () => {
  await closeSandboxPools();
  await sandbox.place.drop();
});

type Page = { data: Record<string, unknown>[]; next: string | null };

async function page(path: string): Promise<Page> {
  const answer = await call(sandbox, 'GET', path);
  expect(answer.status, answer.text.slice(0, 300)).toBe(200);
  return JSON.parse(answer.text);
}

/** Follows `next` to the end. */
async function pages(path: string): Promise<Page[]> {
  const all = [await page(path)];
  for (let next = all[0]?.next; next; next = all.at(-1)?.next) {
    expect(next).toMatch(new RegExp(`^http://localhost:3000/s/${sandbox.slug}/api/v1/records/`));
    all.push(await page(next.split('/api/v1/')[1] ?? ''));
  }
  return all;
}

test('pages follow each other by key, and no record is skipped or repeated', async () => {
  const all = await pages('records/parts?limit=99');
  expect(all.map((each) => each.data.length)).toEqual([99, 99, 99, 99, 99, 5]);
  expect(all.flatMap((each) => each.data.map(({ id }) => Number(id)))).toEqual(
    Array.from({ length: 500 }, (_, n) => n + 1),
  );
  expect(all.map((each) => each.next === null)).toEqual([false, false, false, false, false, true]);
});

test('a last page that is exactly full has no next one', async () => {
  const all = await pages('records/parts?limit=125');
  expect(all.map((each) => each.data.length)).toEqual([125, 125, 125, 125]);
});

test('a page has fifty records when nobody says how many', async () => {
  expect((await page('records/parts')).data).toHaveLength(50);
});

test('rows added before the page’s end do not shift the next page', async () => {
  const first = await page('records/parts?limit=10');
  await asSuperuser('INSERT INTO fabrica.parts (id) VALUES (0), (-1)', [], sandbox.place.database);
  const second = await page(first.next?.split('/api/v1/')[1] ?? '');
  await asSuperuser('DELETE FROM fabrica.parts WHERE id < 1', [], sandbox.place.database);
  expect(second.data[0]?.id).toBe('11');
});

test('rows of a key that is not unique stay on one page, and none is lost', async () => {
  const all = await pages('records/readings?limit=15');
  expect(all.map((each) => each.data.length)).toEqual([20, 20, 0]);
  const values = all.flatMap((each) => each.data.map(({ value }) => Number(value)));
  expect(values.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
});

test('a key that several rows have changes none of them', async () => {
  expect((await call(sandbox, 'DELETE', 'records/readings/m1')).status).toBe(404);
  expect((await call(sandbox, 'PATCH', 'records/readings/m1', { body: { value: 0 } })).status).toBe(404);
  const [left] = await asSuperuser<{ n: string }>(
    'SELECT count(*) AS n FROM fabrica.readings WHERE value > 0',
    [],
    sandbox.place.database,
  );
  expect(left?.n).toBe('40');
});

test('wide rows end a page at four megabytes, and the rest follows', async () => {
  const all = await pages('records/boms?limit=200');
  expect(all.map((each) => each.data.length)).toEqual([4, 4, 4]);
});

test.each([
  ['state=released', 166],
  ['state=released&name=part%203', 1],
  ['big=3000000000000', 1],
  ['big=3e12', null],
  ['tags=%7Bt1%7D', 250],
  ['attributes=%7B%22n%22%3A%207%7D', 1],
  ['made_on=2026-01-08', 1],
  ['name=', 0],
  ["name=part%203'%20OR%20'1'%3D'1", 0],
  ['name=part%25', 0],
])('?%s finds %s', async (query, count) => {
  const answer = await call(sandbox, 'GET', `records/parts?limit=200&${query}`);
  if (count === null) expect(answer.json).toMatchObject({ code: 'invalid_parameter', parameter: 'big' });
  else {
    const all = await pages(`records/parts?limit=200&${query}`);
    expect(all.flatMap((each) => each.data)).toHaveLength(count);
  }
});

test('filters stay on the pages that follow', async () => {
  const all = await pages('records/parts?limit=50&state=released');
  expect(all.flatMap((each) => each.data)).toHaveLength(166);
  expect(new Set(all.flatMap((each) => each.data.map(({ state }) => state)))).toEqual(new Set(['released']));
});

test.each([
  ['nope=1', 'nope'],
  ['__proto__=1', '__proto__'],
  ['limit=0', 'limit'],
  ['limit=201', 'limit'],
  ['limit=-1', 'limit'],
  ['limit=1e2', 'limit'],
  ['limit=', 'limit'],
  ['limit=10;drop', 'limit'],
  ['after=x', 'after'],
  ['after=', 'after'],
  ['state=Released', 'state'],
  ['id=1&id=2', 'id'],
  ['name=%00', 'name'],
  ['made_on=yesterday-ish', 'made_on'],
  ['state[$ne]=draft', 'state[$ne]'],
])('?%s is refused, naming the parameter', async (query, parameter) => {
  const answer = await call(sandbox, 'GET', `records/parts?${query}`);
  expect([answer.status, answer.json.code, answer.json.parameter], answer.text).toEqual([
    400,
    'invalid_parameter',
    parameter,
  ]);
});

test('a column of a type without equality cannot be filtered by, and is told so', async () => {
  expect((await call(sandbox, 'GET', 'records/parts?raw=1')).json).toMatchObject({
    status: 400,
    code: 'invalid_parameter',
  });
});

test('HEAD answers as GET without its body, OPTIONS and 405 say what is allowed', async () => {
  const got = await call(sandbox, 'GET', 'records/parts');
  const head = await call(sandbox, 'HEAD', 'records/parts');
  expect([head.status, head.text]).toEqual([200, '']);
  expect(head.headers.get('content-type')).toBe(got.headers.get('content-type'));
  const anyone = { slug: sandbox.slug };
  const allows: [string, string, ('POST' | 'PATCH' | 'DELETE' | 'PUT')[]][] = [
    ['me', 'GET, HEAD, OPTIONS', ['POST', 'PUT', 'PATCH', 'DELETE']],
    ['records/parts', 'GET, POST, HEAD, OPTIONS', ['PUT', 'PATCH', 'DELETE']],
    ['records/parts/1', 'GET, PATCH, DELETE, HEAD, OPTIONS', ['PUT', 'POST']],
  ];
  for (const [path, allow, refused] of allows) {
    const options = await call(anyone, 'OPTIONS', path);
    expect([options.status, options.headers.get('allow')]).toEqual([204, allow]);
    for (const method of refused) {
      const answer = await call(anyone, method, path);
      expect([answer.status, answer.json.code, answer.headers.get('allow')]).toEqual([
        405,
        'method_not_allowed',
        allow,
      ]);
    }
  }
});

test('addresses that lead nowhere answer as problems too, to callers with a key', async () => {
  expect((await call(sandbox, 'GET', 'nothing/here')).json).toMatchObject({ status: 404, code: 'not_found' });
  expect((await call({ slug: sandbox.slug }, 'GET', 'nothing/here')).status).toBe(401);
});
