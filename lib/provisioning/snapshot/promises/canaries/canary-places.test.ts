import { Client } from 'pg';
import { expect, it } from 'vitest';
import { createId } from '@/lib/ids';
import type { ScrubPlan } from '../../../../plan-format/scrub-plan';
import { readCatalogue } from '../../../catalogue/catalogue';
import { readStructureTexts } from '../../../catalogue/read-structure-texts';
import { classifySource } from '../../../classify/classify-source';
import { checkPlan } from '../../../plan-check/check-plan';
import { proveSnapshot } from '../../../proof/prove-snapshot';
import { planFor } from '../../plan.fixture';
import { copy, type Database, query, useDatabases } from '../two-databases.fixture';
import { structurePlaces } from './names.fixture';
import { type CanaryPlace, ground } from './place.fixture';
import { rowPlaces, typedPlaces } from './rows.fixture';

/**
 * A canary in each of ninety places and more, planted before the plan is made, and in places that a plan knows after it: none
 * arrives in a copy unless the plan names the place and a person kept it.
 */

const database = useDatabases();
const marker = `zq${createId()
  .toLowerCase()
  .replace(/[^a-z0-9]/g, '')}`.slice(0, 24);
const places = [...structurePlaces, ...rowPlaces];
const canaryAt = (at: number) => `p${at}x@${marker}.de`;
const canaryOf = (place: CanaryPlace) => canaryAt(places.indexOf(place));

/** Every canary that stands anywhere in a database, in rows of any table or catalogue, in clear or as bytes. */
async function canariesIn({ url }: Database): Promise<Set<string>> {
  const client = new Client(url);
  await client.connect();
  const found = new Set<string>();
  const pattern = new RegExp(`p\\d+x@${marker}\\.de`, 'gi');
  try {
    await client.query('SET row_security = off');
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT oid::regclass::text AS name FROM pg_class
        WHERE relkind IN ('r', 'm') AND relnamespace::regnamespace::text IN ('tenant', 'public', 'pg_catalog')`,
    );
    for (const { name } of tables) {
      const { rows } = await client.query<{ text: string }>(`SELECT t::text AS text FROM ${name} AS t`);
      for (const { text } of rows) {
        const bytes = [...text.matchAll(/(?:[0-9a-f]{2}){20,}/g)].map(([hex]) =>
          Buffer.from(hex, 'hex').toString('latin1'),
        );
        for (const [canary] of [text, ...bytes].join('\n').matchAll(pattern)) found.add(canary.toLowerCase());
      }
    }
    // Expressions are stored as trees, which write a text as the numbers of its bytes.
    await client.query('SET search_path = pg_catalog');
    const texts = await readStructureTexts(client, ['tenant']);
    for (const [canary] of texts
      .map(({ text }) => text)
      .join('\n')
      .matchAll(pattern))
      found.add(canary.toLowerCase());
    return found;
  } finally {
    await client.end();
  }
}

/** A person keeps every text of the structure that is open, and empties every column that is. */
function decideAll(plan: ScrubPlan): void {
  const person = { reason: 'A test.', decidedBy: 'pat' };
  for (const finding of Object.values(plan.structure))
    if (finding.decision === 'open') Object.assign(finding, { decision: 'keep', ...person });
  for (const { columns } of Object.values(plan.tables))
    for (const column of Object.values(columns))
      if (column.class === 'unclassified')
        Object.assign(column, { class: 'direct.free_text', mask: { name: 'null' }, ...person });
}

it('of canaries planted before the reading, none arrives that the plan does not name', async () => {
  const [source, target, raw] = [await database(), await database(), await database()];
  await query(
    source,
    [ground, ...places.map((place) => place.plant(canaryOf(place))), 'ANALYZE'].join(';\n'),
  );
  const plan = await classifySource({ url: source.url, schemas: ['tenant'] });
  const named = Object.keys(plan.structure);
  const unnamed = structurePlaces.filter((place) => !named.some((name) => place.named?.test(name)));
  expect(unnamed.map(({ label }) => label)).toEqual([]);
  expect(JSON.stringify([plan.structure, plan.source])).not.toContain(marker);

  decideAll(plan);
  await copy(plan, source, target);
  const arrived = await canariesIn(target);
  const kept = structurePlaces.filter(({ label }) => !label.startsWith('a comment'));
  const unsaid = places.filter((place) => arrived.has(canaryOf(place)) && !kept.includes(place));
  console.warn(
    `${places.length} canaries before the reading (${marker}): ${arrived.size} arrived where a person kept the place, ${unsaid.length} unnamed`,
  );
  expect(unsaid.map(({ label }) => label)).toEqual([]);
  expect(kept.filter((place) => !arrived.has(canaryOf(place))).map(({ label }) => label)).toEqual([]);
  expect(places.length).toBeGreaterThanOrEqual(90);

  // The same search finds the rows where nothing is masked.
  const keeping = await planFor(source.url, ['tenant']);
  keeping.structure = plan.structure;
  await copy({ ...keeping, source: plan.source }, source, raw);
  const inRaw = await canariesIn(raw);
  expect(rowPlaces.filter((place) => !inRaw.has(canaryOf(place))).map(({ label }) => label)).toEqual([
    'what is made of rows: a large object',
  ]);
});

it('of canaries planted after the reading, none arrives without a word: refused by place, dropped, masked, or found by the proof', async () => {
  const [source, target] = [await database(), await database()];
  await query(source, [ground, ...typedPlaces.map(({ make }) => make), 'ANALYZE'].join(';\n'));
  const plan = await classifySource({ url: source.url, schemas: ['tenant'] });
  decideAll(plan);
  await query(source, typedPlaces.map(({ add }, at) => add(canaryAt(at))).join(';\n'));
  await copy(plan, source, target);
  const arrived = await canariesIn(target);
  const { failures } = await proveSnapshot(plan, { source, target, jobs: 1 });
  const inRows = typedPlaces.filter(
    ({ table }, at) => arrived.has(canaryAt(at)) && !failures.some((each) => each.includes(table)),
  );
  expect(inRows.map(({ label }) => label)).toEqual([]);

  await query(source, structurePlaces.map((place) => place.plant(canaryOf(place))).join(';\n'));
  const client = new Client(source.url);
  await client.connect();
  await client.query('SET search_path = pg_catalog');
  const catalogue = await readCatalogue(client, ['tenant']);
  const { refusals } = await checkPlan(plan, catalogue, { client, server: plan.source.server });
  await client.end();
  const places = refusals.filter(({ code }) => code === 'structure_open').map(({ table }) => table);
  const inTexts = structurePlaces.filter(
    ({ label, named }) => !label.startsWith('a comment') && !places.some((place) => named?.test(place)),
  );
  expect(inTexts.map(({ label }) => label)).toEqual([]);
  expect(JSON.stringify(refusals.filter(({ code }) => code === 'structure_open'))).not.toContain(marker);
  await expect(copy(plan, source, await database())).rejects.toMatchObject({ name: 'PlanRefused' });
  console.warn(
    `${typedPlaces.length + structurePlaces.length} canaries after the reading: ${inRows.length + inTexts.length} unnamed, ${arrived.size} found by the proof`,
  );
});
