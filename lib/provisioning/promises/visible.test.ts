import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSuperuser } from '@/lib/testing/database';
import type { BuildOrder } from '../build-order';
import { parseMark, sealMark } from '../cluster/database-mark';
import { destroyCopy } from '../destroy-copy';
import { provision } from '../provision';
import { reconcile } from '../reconcile';
import { sealMarks } from '../seal-marks';
import { asTenant, liveCopy, openWorkshop, type Workshop } from './workshop.fixture';

/** What a sandbox's role can read about other sandboxes in the catalogues and views that all databases share. */
let workshop: Workshop;
let own: BuildOrder;
let other: BuildOrder;

beforeAll(async () => {
  workshop = await openWorkshop();
  own = workshop.order({ configuration: ['settings'] });
  other = workshop.order({ configuration: ['settings'] });
  for (const plan of [own, other])
    await provision(plan, { ...workshop, signal: new AbortController().signal });
});
afterAll(() => workshop.drop());

type Comment = { name: string; comment: string };
const comments = () =>
  asTenant(own, async (client) => {
    const { rows } = await client.query<Comment>(
      `SELECT d.datname AS name, s.description AS comment FROM pg_shdescription s JOIN pg_database d ON d.oid = s.objoid
        WHERE s.classoid = 'pg_database'::regclass AND pg_get_userbyid(d.datdba) = '${workshop.provisioner}'`,
    );
    return rows;
  });

describe('comments on databases', () => {
  test('are sealed, of one length, and say neither id nor step nor size', async () => {
    const found = await comments();
    const names = found.map(({ name }) => name);
    const sandbox = `sb_${other.copyId}`;
    expect(names).toEqual(expect.arrayContaining([sandbox, `${sandbox}_1_base`]));
    expect(names.some((name) => name.startsWith('sbt_'))).toBe(true);
    expect(new Set(found.map(({ comment }) => comment.length)).size).toBe(1);
    for (const { comment } of found) {
      expect(comment).toMatch(/^sandgate:[\w-]+$/);
      const bytes = Buffer.from(comment.slice('sandgate:'.length), 'base64url').toString('latin1');
      for (const word of [other.copyId, 'published', 'structure', 'bytes', 'attempt'])
        expect(`${comment} ${bytes}`).not.toContain(word);
      expect(parseMark(comment, 'another key')).toBeNull();
    }
    const mark = parseMark(
      found.find(({ name }) => name === sandbox)?.comment ?? '',
      workshop.connections.markKey,
    );
    expect(mark).toMatchObject({ use: 'published', copyId: other.copyId, attempt: 1 });
    expect(mark?.bytes).toBeGreaterThan(0);
  });

  test('two of the same content differ, and one that was changed is none', () => {
    const key = workshop.connections.markKey;
    const mark = {
      sandgate: 1,
      use: 'template',
      copyId: '',
      attempt: 1,
      done: [],
      fingerprint: null,
      rows: null,
      bytes: null,
    } as const;
    const sealed = sealMark({ ...mark, done: [] }, key);
    expect(sealMark({ ...mark, done: [] }, key)).not.toBe(sealed);
    expect(parseMark(sealed, key)).toEqual(mark);
    const changed = sealed.slice(0, 40) + (sealed[40] === 'A' ? 'B' : 'A') + sealed.slice(41);
    expect(parseMark(changed, key)).toBeNull();
    expect(parseMark(`${sealed}AAAA`, key)).toBeNull();
  });

  test('of an earlier release are read, and replaced by sealed ones', async () => {
    const { connections } = workshop;
    const sandbox = `sb_${other.copyId}`;
    const before = await comments();
    for (const { name, comment } of before) {
      const mark = parseMark(comment, connections.markKey);
      const asBefore = { ...mark, sandboxId: mark?.copyId, copyId: undefined };
      const text = JSON.stringify(asBefore).replaceAll("'", "''");
      await asSuperuser(`COMMENT ON DATABASE ${name} IS '${text}'`);
    }
    expect((await comments()).find(({ name }) => name === sandbox)?.comment).toContain(other.copyId);
    const live = [own, other].map((plan) => liveCopy(plan));
    const known = workshop.ledger.open();
    expect(await reconcile({ known, live }, workshop)).toEqual([]);

    expect((await sealMarks(workshop)).sort()).toEqual(before.map(({ name }) => name).sort());
    expect(await sealMarks(workshop)).toEqual([]);
    for (const { name, comment } of await comments()) {
      expect(comment).toMatch(/^sandgate:/);
      const earlier = before.find((each) => each.name === name)?.comment ?? '';
      expect(parseMark(comment, connections.markKey)).toEqual(parseMark(earlier, connections.markKey));
    }
    expect(await reconcile({ known, live }, workshop)).toEqual([]);
    const orphaned = await reconcile({ known, live: live.slice(0, 1) }, workshop);
    expect(orphaned.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([
      `orphan_database ${sandbox}`,
      `orphan_database ${sandbox}_1_base`,
      `orphan_role sbr_${other.copyId}_1`,
    ]);
  });
});

/** What shared catalogues and views show of another sandbox; each query gives what must not be there. */
const views: [what: string, sql: (copyId: string) => string][] = [
  [
    'comments on roles',
    () =>
      `SELECT description FROM pg_shdescription WHERE classoid = 'pg_authid'::regclass AND objoid >= 16384`,
  ],
  [
    'settings of another database',
    (id) =>
      `SELECT s.setconfig FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase WHERE d.datname LIKE 'sb%${id}%'`,
  ],
  [
    'what others run, from where and since when',
    () => `SELECT query FROM pg_stat_activity WHERE usename <> current_user
            AND (client_addr IS NOT NULL OR query_start IS NOT NULL OR query <> '<insufficient privilege>')`,
  ],
  ['security labels', () => 'SELECT label FROM pg_shseclabel'],
  ['subscriptions', () => 'SELECT subname FROM pg_subscription'],
  ['replication origins', () => 'SELECT roname FROM pg_replication_origin'],
  ['prepared transactions', () => 'SELECT gid FROM pg_prepared_xacts'],
];

describe('of another sandbox nothing is told by', () => {
  test.each(views)('%s', async (_what, sql) => {
    const rows = await asTenant(own, async (client) => (await client.query(sql(other.copyId))).rows);
    expect(rows).toEqual([]);
  });
  test('the size of its database', async () => {
    const size = (id: string) =>
      asTenant(own, async (client) => client.query(`SELECT pg_database_size('sb_${id}')`));
    await expect(size(other.copyId)).rejects.toMatchObject({ code: '42501' });
    expect((await size(own.copyId)).rows).toHaveLength(1);
  });
  test('settings of its role, which are the same for every sandbox of a kind', async () => {
    const settings = (id: string) =>
      asTenant(own, async (client) => {
        const { rows } = await client.query(
          `SELECT s.setconfig::text, r.rolconnlimit, r.rolvaliduntil, r.rolpassword
             FROM pg_roles r LEFT JOIN pg_db_role_setting s ON s.setrole = r.oid WHERE r.rolname = 'sbr_${id}_1'`,
        );
        return rows;
      });
    expect(await settings(other.copyId)).toEqual(await settings(own.copyId));
  });
});

test('a sandbox whose mark cannot be read any more is removed by its names and the ledger', async () => {
  await asSuperuser(`COMMENT ON DATABASE sb_${other.copyId} IS 'sandgate:gone'`);
  const report = await destroyCopy({ copyId: other.copyId }, workshop);
  expect(report).toMatchObject({ outcome: 'destroyed', remaining: [] });
});
