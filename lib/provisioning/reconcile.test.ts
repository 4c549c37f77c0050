import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId } from '@/lib/ids';
import { asSuperuser } from '@/lib/testing/database';
import { sizeOf } from '@/lib/testing/sizes';
import type { BuildOrder, LedgerObject } from './build-order';
import { liveCopy, openWorkshop, type Workshop } from './promises/workshop.fixture';
import { provision } from './provision';
import { type DriftKind, type LiveCopy, reconcile } from './reconcile';

/** Each kind of drift, injected into a cluster that is in order, is named; and nothing else is. */
let workshop: Workshop;
let plan: BuildOrder;
let live: LiveCopy[];

beforeAll(async () => {
  workshop = await openWorkshop();
  plan = workshop.order({ shape: 'blank' });
  await provision(plan, { ...workshop, signal: new AbortController().signal });
  live = [liveCopy(plan)];
});

afterAll(async () => {
  await workshop.drop();
});

async function drifts(change: { known?: LedgerObject[]; live?: LiveCopy[] } = {}) {
  const found = await reconcile({ known: workshop.ledger.open(), live, ...change }, workshop);
  return found.map(({ kind, name }) => `${kind} ${name.replaceAll(plan.copyId, 'ID')}`).sort();
}

const asProvisioner = (sql: string) =>
  asSuperuser(sql.replaceAll('ID', plan.copyId).replaceAll('OWNER_', workshop.provisioner));

test('a cluster in order has no drift', async () => {
  expect(await drifts()).toEqual([]);
});

const orphan = createId();
const cases: [DriftKind, inject: string[], repair: string[], expected: string[]][] = [
  [
    'missing_database',
    ['ALTER DATABASE sb_ID RENAME TO elsewhere_ID'],
    ['ALTER DATABASE elsewhere_ID RENAME TO sb_ID'],
    ['missing_database sb_ID', 'renamed_database elsewhere_ID', 'stale_record sb_ID'],
  ],
  [
    'missing_baseline',
    ['ALTER DATABASE sb_ID_1_base RENAME TO kept_ID'],
    ['ALTER DATABASE kept_ID RENAME TO sb_ID_1_base'],
    ['missing_baseline sb_ID_1_base', 'renamed_database kept_ID', 'stale_record sb_ID_1_base'],
  ],
  [
    'missing_role',
    ['ALTER ROLE sbr_ID_1 RENAME TO somebody_ID'],
    ['ALTER ROLE somebody_ID RENAME TO sbr_ID_1'],
    ['missing_role sbr_ID_1', 'stale_record sbr_ID_1'],
  ],
  [
    'orphan_database',
    [`CREATE DATABASE sb_${orphan}_2 OWNER OWNER_ ALLOW_CONNECTIONS false`],
    [`DROP DATABASE sb_${orphan}_2`],
    [`orphan_database sb_${orphan}_2`],
  ],
  [
    'orphan_database',
    ['CREATE DATABASE sb_ID_7 OWNER OWNER_ ALLOW_CONNECTIONS false'],
    ['DROP DATABASE sb_ID_7'],
    ['orphan_database sb_ID_7'],
  ],
  [
    'orphan_role',
    [`CREATE ROLE sbl_${orphan}_1`, `GRANT sbl_${orphan}_1 TO OWNER_ WITH ADMIN TRUE`],
    [`DROP ROLE sbl_${orphan}_1`],
    [`orphan_role sbl_${orphan}_1`],
  ],
  [
    'orphan_role',
    ['CREATE ROLE sbr_ID_2', 'GRANT sbr_ID_2 TO OWNER_ WITH ADMIN TRUE'],
    ['DROP ROLE sbr_ID_2'],
    ['orphan_role sbr_ID_2'],
  ],
  [
    'invalid_database',
    [`UPDATE pg_database SET datconnlimit = -2 WHERE datname = 'sb_ID_1_base'`],
    [`UPDATE pg_database SET datconnlimit = -1 WHERE datname = 'sb_ID_1_base'`],
    ['invalid_database sb_ID_1_base'],
  ],
  [
    'open_database',
    ['GRANT CONNECT ON DATABASE sb_ID TO PUBLIC'],
    ['REVOKE CONNECT ON DATABASE sb_ID FROM PUBLIC'],
    ['open_database sb_ID'],
  ],
  [
    'unsealed_database',
    ['REVOKE ALL ON DATABASE sb_ID_1_base FROM PUBLIC', 'ALTER DATABASE sb_ID_1_base ALLOW_CONNECTIONS true'],
    ['ALTER DATABASE sb_ID_1_base ALLOW_CONNECTIONS false'],
    ['unsealed_database sb_ID_1_base'],
  ],
];

/** Each kind in turn, again and again. */
const turns = Math.ceil(sizeOf('drifts') / cases.length);
const injected = Array.from({ length: turns }, () => cases)
  .flat()
  .slice(0, sizeOf('drifts'));

test.each(injected)('%s', async (_kind, inject, repair, expected) => {
  for (const sql of inject) await asProvisioner(sql);
  try {
    expect(await drifts()).toEqual(expected);
  } finally {
    for (const sql of repair) await asProvisioner(sql);
  }
  expect(await drifts()).toEqual([]);
});

test('unrecorded_object: what exists without an intent', async () => {
  const known = workshop.ledger.open().filter(({ name }) => name !== `sb_${plan.copyId}_1_base`);
  expect(await drifts({ known })).toEqual(['unrecorded_object sb_ID_1_base']);
});

test('stale_record: what is on record and does not exist, unless its attempt is under way', async () => {
  const copyId = createId();
  const known = [
    ...workshop.ledger.open(),
    { kind: 'database', name: `sb_${copyId}_1`, copyId, attempt: 1 } as const,
  ];
  const underWay = liveCopy({ copyId, attempt: 1 }, { state: 'building', role: null, baseline: null });
  expect(await drifts({ known })).toEqual([`stale_record sb_${copyId}_1`]);
  expect(await drifts({ known, live: [...live, underWay] })).toEqual([]);
});

test('closed_database: a copy in use that lets nobody in', async () => {
  const inUse = [liveCopy(plan, { isInUse: true })];
  expect(await drifts({ live: inUse })).toEqual([]);
  await asProvisioner('ALTER DATABASE sb_ID ALLOW_CONNECTIONS false');
  try {
    expect(await drifts({ live: inUse })).toEqual(['closed_database sb_ID']);
    expect(await drifts({ live: [liveCopy(plan, { isClosed: true })] })).toEqual([]);
  } finally {
    await asProvisioner('ALTER DATABASE sb_ID ALLOW_CONNECTIONS true');
  }
});

test('a sandbox that the desk no longer knows is orphaned in all its parts', async () => {
  expect(await drifts({ live: [] })).toEqual([
    'orphan_database sb_ID',
    'orphan_database sb_ID_1_base',
    'orphan_role sbr_ID_1',
  ]);
});

test('what another installation has on the cluster is none of its business', async () => {
  const neighbour = await openWorkshop();
  try {
    const theirs = neighbour.order({ shape: 'blank' });
    await provision(theirs, { ...neighbour, signal: new AbortController().signal });
    expect(await drifts()).toEqual([]);
  } finally {
    await neighbour.drop();
  }
});

test('a copy is gone, and its baseline and its role stay for the copy that returned to it', async () => {
  const copyId = createId();
  const returned = { ...liveCopy(plan), copyId };
  expect(await drifts({ live: [returned] })).toEqual([
    `missing_database sb_${copyId}`,
    'orphan_database sb_ID',
  ]);
});

test('a kept copy that lets somebody in is told', async () => {
  expect(await drifts({ live: [liveCopy(plan, { isClosed: true })] })).toEqual(['unsealed_database sb_ID']);
});
