import { Client } from 'pg';
import { expect, it } from 'vitest';
import { createDatabase } from '@/lib/testing/database';
import { readCatalogue } from '../../catalogue/catalogue';
import { listDefinitions } from '../../structure/list-definitions';
import { canaryForms, countCanaries, findCanaries, scanCanaries } from './scan-canaries';

const canary = `he said "Ca\\nary" O'Neil`;

it('a canary is found however its row has to write it, in a view that was made of it, and in statistics', async () => {
  const database = await createDatabase();
  const client = new Client(database.url);
  await client.connect();
  try {
    await client.query(`CREATE SCHEMA c; SET search_path = c; CREATE TYPE pair AS (a int, b text);
      CREATE TABLE spot (what text, src text, doc jsonb, list text[], one pair, many pair[], docs jsonb[], raw bytea)`);
    const columns: Record<string, string> = {
      src: '$1::text',
      doc: `jsonb_build_object('k', jsonb_build_array($1::text))`,
      list: 'ARRAY[$1::text]',
      one: '(1, $1::text)::pair',
      many: 'ARRAY[(1, $1::text)::pair]',
      docs: `ARRAY[to_jsonb($1::text)]`,
      raw: `convert_to($1::text, 'UTF8')`,
    };
    for (const [column, value] of Object.entries(columns))
      await client.query(`INSERT INTO spot (what, ${column}) SELECT '${column}', ${value}`, [canary]);
    await client.query(`INSERT INTO spot (what, src) VALUES ('nothing', 'he said nothing')`);
    const [table] = (await readCatalogue(client, ['c'])).tables;
    if (!table) throw new Error('the table is gone');
    const forms = canaryForms([canary]);
    const scan = async () =>
      scanCanaries(client, { schema: 'c', definitions: await listDefinitions(client, 'c') }, forms);
    for (const what of Object.keys(columns))
      expect(
        await countCanaries(client, { table, schema: 'c', where: `what = '${what}'` }, forms),
        what,
      ).toBe(1);
    expect(await countCanaries(client, { table, schema: 'c', where: null }, forms)).toBe(
      Object.keys(columns).length,
    );
    const inColumns = await findCanaries(client, { table, schema: 'c' }, forms);
    expect(inColumns).toEqual(
      Object.keys(columns).map((column) => ({ place: `c.spot.${column}`, looksLike: 'canary', count: 1 })),
    );
    await client.query(`CREATE MATERIALIZED VIEW seen AS SELECT src FROM spot; CREATE TABLE often (v text, w text);
      CREATE STATISTICS both_often (mcv) ON v, w FROM often`);
    expect(await scan()).toEqual([{ place: 'materialized view c.seen', looksLike: 'canary', count: 1 }]);
    await client.query(`INSERT INTO often SELECT $1::text, $1::text FROM generate_series(1, 50)`, [canary]);
    await client.query('ANALYZE often');
    const ofStatistics = (await scan()).filter(
      ({ looksLike, place }) => looksLike === 'canary' && /^stat/.test(place),
    );
    expect(ofStatistics).toEqual(
      ['statistics of c.often.v', 'statistics of c.often.w', 'statistics both_often of c.often'].map(
        (place) => ({
          place,
          looksLike: 'canary',
          count: 1,
        }),
      ),
    );
  } finally {
    await client.end();
    await database.drop();
  }
});

it('a text that nothing has to escape is looked for in two forms', () => {
  expect(canaryForms(['CANARY-x'])).toEqual(['CANARY-x', Buffer.from('CANARY-x').toString('hex')]);
});
