import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import { readStructureTexts } from '../catalogue/read-structure-texts';
import { scanStructure } from '../classify/structure/scan-structure';
import { compareDefinitions, fingerprintOf } from '../structure/fingerprint';
import { listDefinitions } from '../structure/list-definitions';
import { nastySchema } from '../structure/nasty-schema.fixture';
import { copySnapshot } from './copy-snapshot';
import { planFor } from './plan.fixture';
import { query, useDatabases } from './promises/two-databases.fixture';

const database = useDatabases();

async function definitions(url: string, schema: string) {
  const client = new Client(url);
  await client.connect();
  try {
    return await listDefinitions(client, schema);
  } finally {
    await client.end();
  }
}

/** Comments stay behind unless a person keeps them: here, every text of the structure is kept. */
async function everythingKept(url: string, schemas: string[]): Promise<ScrubPlan['structure']> {
  const client = new Client(url);
  await client.connect();
  try {
    const scanned = scanStructure(await readStructureTexts(client, schemas));
    return Object.fromEntries(
      Object.entries(scanned).map(([place, finding]) => [
        place,
        { ...finding, decision: 'keep' as const, reason: 'A test.' },
      ]),
    );
  } finally {
    await client.end();
  }
}

describe('a copied snapshot', () => {
  it.each([1, 3])(
    'has the source’s structure and rows, hostile names and all, with %i workers',
    async (jobs) => {
      const [source, target] = [await database(), await database()];
      await query(source, nastySchema('of "a"; customer'));
      await query(
        source,
        `SET search_path = "of ""a""; customer";
       INSERT INTO base (a, b) SELECT g, chr(65 + g % 26) FROM generate_series(1, 1000) g;
       INSERT INTO derived (a, b, c) VALUES (1, 'x', 2);
       INSERT INTO "line\nbreak" ("quo""ted", part, home, span) SELECT 'a' || g, g % 50 + 2, ROW('s' || g, 'c')::address, span(g, g + 1) FROM generate_series(1, 500) g;
       INSERT INTO events (at, kind, who) SELECT '2024-02-02'::timestamptz + g * interval '1 day', 'sad', 10 + 2 * g FROM generate_series(1, 400) g;
       INSERT INTO booking VALUES (2, '[2024-01-01,2024-01-02)');
       REFRESH MATERIALIZED VIEW three;`,
      );
      const plan = await planFor(source.url, ['of "a"; customer']);
      plan.structure = await everythingKept(source.url, plan.schemas);
      const report = await copySnapshot(plan, { source, target, jobs, key: randomBytes(32) });

      const [expected, found] = await Promise.all(
        [source.url, target.url].map((url) => definitions(url, 'of "a"; customer')),
      );
      expect(compareDefinitions(expected ?? [], found ?? [])).toEqual([]);
      expect(fingerprintOf(found ?? [])).toBe(report.manifest.structure['of "a"; customer']);
      const counts = `SET search_path = "of ""a""; customer"; CREATE TEMP VIEW c AS
      SELECT (SELECT count(*) FROM ONLY base) AS base, (SELECT count(*) FROM derived) AS derived,
             (SELECT md5(string_agg(l::text, ',' ORDER BY id)) FROM "line\nbreak" l) AS lines,
             (SELECT count(*) FROM events_rest) AS rest, (SELECT count(*) FROM events) AS events,
             (SELECT n FROM three) AS view, (SELECT last_value FROM tickets) AS sequence;`;
      const read = async (url: string) => {
        const client = new Client(url);
        await client.connect();
        await client.query(counts);
        const { rows } = await client.query('SELECT * FROM c');
        await client.end();
        return rows;
      };
      expect(await read(target.url)).toEqual(await read(source.url));
      expect(report.unvalidated).toHaveLength(2);
    },
  );
});
