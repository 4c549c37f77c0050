import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { clock } from '@/lib/clock';
import type { SnapshotLimits } from '../limits';
import { masked, planFor } from '../plan.fixture';
import type { SnapshotProgress } from '../progress';
import { tenantDecisions, tenantSchema, tenantSql } from '../tenant.fixture';
import { copy, type Database, query, useDatabases } from './two-databases.fixture';

const database = useDatabases();

async function tenant(people: number) {
  const source = await database();
  await query(source, tenantSql(people));
  return {
    source,
    target: await database(),
    plan: await planFor(source.url, [tenantSchema], tenantDecisions),
  };
}

async function open(from: Database): Promise<Client> {
  const client = new Client(from.url);
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

const sessionsOf = async (from: Database) =>
  (
    await query<{ pid: number }>(
      from,
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'sandgate'`,
    )
  ).map((row) => row.pid);

/** Slow enough that something can happen meanwhile. */
const slowly = { bytesPerSecond: 200_000 };
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'it succeeded',
    (error: unknown) => error,
  );

/** Resolves with the first report of moving rows. */
function rowsMoving(): { onProgress: (progress: SnapshotProgress) => void; begun: Promise<void> } {
  let begin: () => void = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  return { begun, onProgress: (progress) => progress.kind === 'rows' && begin() };
}

describe('a copy under faults', () => {
  it('names the table that another session has locked, and waits no longer than it may', async () => {
    const { source, target, plan } = await tenant(20);
    const locker = await open(source);
    await locker.query('BEGIN; LOCK TABLE tenant.touched IN ACCESS EXCLUSIVE MODE');
    const began = clock.elapsed();
    const failed = await failure(copy(plan, source, target, { limits: { lockTimeoutMs: 300 } }));
    // The lock is still held: what ended was the wait.
    process.stdout.write(`gave the lock up after ${Math.round(clock.elapsed() - began)} ms of 300 allowed\n`);
    await locker.end();
    expect(failed).toMatchObject({ code: 'lock_timeout' });
    expect(String(failed)).toContain('tenant.touched');
  });

  it('gives way to a change of structure in production, which then goes through', async () => {
    const { source, target, plan } = await tenant(20_000);
    const moving = rowsMoving();
    const copying = failure(
      copy(plan, source, target, { ...moving, limits: { ...slowly, blockingMs: 300 } }),
    );
    await moving.begun;
    const changed = query(source, 'ALTER TABLE tenant.transfer ADD salary int').then(() => 'changed');
    const failed = await copying;
    expect(failed).toMatchObject({ code: 'source_pressure' });
    expect(String(failed)).toContain('transfer');
    expect(await changed).toBe('changed');
  });

  it('gives way as well while it prepares, before any row has moved', async () => {
    const { source, target, plan } = await tenant(20);
    const folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-slow-dump-'));
    try {
      const begun = path.join(folder, 'begun');
      const program = path.join(folder, 'pg_dump');
      // A dump without end stands for every long preparation.
      await writeFile(program, `#!/bin/sh\ntouch '${begun}'\nexec sleep 600\n`, { mode: 0o755 });
      const copying = failure(copy(plan, source, target, { pgDump: program, limits: { blockingMs: 300 } }));
      await expect.poll(() => existsSync(begun)).toBe(true);
      const changed = query(source, 'ALTER TABLE tenant.transfer ADD salary int').then(() => 'changed');
      expect(await copying).toMatchObject({ code: 'source_pressure' });
      expect(await changed).toBe('changed');
      await expect.poll(() => sessionsOf(source)).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('finishes what it began where the change can wait, and nothing of it gets into the copy', async () => {
    const { source, target, plan } = await tenant(2_000);
    const moving = rowsMoving();
    const copying = copy(plan, source, target, { ...moving, limits: { blockingMs: 60_000 } });
    await moving.begun;
    const changed = query(source, `ALTER TABLE tenant.transfer ADD leak text DEFAULT 'hans@firma.de'`);
    await copying;
    await changed;
    const columns = await query(
      target,
      `SELECT 1 FROM information_schema.columns WHERE column_name = 'leak'`,
    );
    expect(columns).toEqual([]);
  });

  it('lets the source’s snapshot go after the longest time allowed', async () => {
    const { source, target, plan } = await tenant(20_000);
    const failed = await failure(copy(plan, source, target, { limits: { ...slowly, heldMs: 2_500 } }));
    expect(failed).toMatchObject({ code: 'time_exceeded' });
    await expect.poll(() => sessionsOf(source)).toEqual([]);
  });

  it.each(['source', 'target'] as const)(
    'ends all its sessions when the %s is lost in the middle',
    async (side) => {
      const made = await tenant(20_000);
      const moving = rowsMoving();
      const copying = failure(copy(made.plan, made.source, made.target, { ...moving, limits: slowly }));
      await moving.begun;
      await query(
        made[side],
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'sandgate'`,
      );
      expect(await copying).toMatchObject({ code: 'connection_lost' });
      for (const each of [made.source, made.target]) await expect.poll(() => sessionsOf(each)).toEqual([]);
    },
  );

  it('stops within a moment when it is cancelled, in every phase', async () => {
    const { source, plan } = await tenant(3_000);
    for (const phase of ['reading-structure', 'writing-structure', 'rows', 'indexes', 'finishing'] as const) {
      const target = await database();
      const stop = new AbortController();
      let stoppedAt = 0;
      const failed = await failure(
        copy(plan, source, target, {
          signal: stop.signal,
          onProgress: (progress) => {
            if (progress.kind !== 'phase' || progress.phase !== phase) return;
            stoppedAt = clock.elapsed();
            stop.abort();
          },
        }),
      );
      expect(failed, phase).toMatchObject({ code: 'cancelled' });
      process.stdout.write(`cancelled while ${phase}: ${Math.round(clock.elapsed() - stoppedAt)} ms\n`);
      await expect.poll(() => sessionsOf(source)).toEqual([]);
      await expect.poll(() => sessionsOf(target)).toEqual([]);
    }
  });

  it('stops the proof as well when production has to be let go, and hands nothing over', async () => {
    const { source, plan } = await tenant(500);
    const ask = async (limits: Partial<SnapshotLimits>, press: () => Promise<void>) => {
      const target = await database();
      let pressing: Promise<void> | undefined;
      let signalled: unknown;
      const failed = await failure(
        copy(plan, source, target, {
          limits,
          // Ignores the signal's effect on purpose: the copy must not call itself done.
          beforeRelease: async ({ signal }) => {
            pressing = press();
            await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
            signalled = signal.reason;
          },
        }),
      );
      const isReached = pressing !== undefined;
      await pressing;
      await expect.poll(() => sessionsOf(source)).toEqual([]);
      return { failed, signalled, isReached };
    };
    // A busy machine may need longer than that to come as far as the proof.
    let heldMs = 4_000;
    let late = await ask({ heldMs }, async () => undefined);
    while (!late.isReached) {
      heldMs *= 2;
      late = await ask({ heldMs }, async () => undefined);
    }
    const pressed = await ask({ blockingMs: 300 }, async () => {
      await query(source, 'ALTER TABLE tenant.touched ADD late int').catch(() => undefined);
    });
    for (const [code, { failed, signalled }] of [
      ['time_exceeded', late],
      ['source_pressure', pressed],
    ] as const) {
      expect(failed).toMatchObject({ code });
      expect(signalled).toMatchObject({ code });
    }
  });

  it('opens one session more than it has workers on the source, all of them read-only, and changes nothing there', async () => {
    const { source, target, plan } = await tenant(4_000);
    const state = `SELECT (SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::int FROM pg_stat_user_tables) AS writes,
        (SELECT md5(string_agg(p::text, ',' ORDER BY id)) FROM tenant.person p) AS rows,
        pg_current_xact_id_if_assigned() IS NULL AS untouched`;
    const before = await query(source, state);
    let most = 0;
    let writable = 0;
    let isOver = false;
    const watching = (async () => {
      const client = await open(source);
      while (!isOver) {
        const { rows } = await client.query(
          `SELECT count(*)::int AS n, count(*) FILTER (WHERE backend_xid IS NOT NULL)::int AS writing
             FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
        );
        most = Math.max(most, rows[0].n);
        writable += rows[0].writing;
        await clock.sleep(10);
      }
      await client.end();
    })();
    await copy(plan, source, target).finally(() => {
      isOver = true;
    });
    await watching;
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(3);
    expect(writable).toBe(0);
    expect(await query(source, state)).toEqual(before);
  });

  it('refuses a source or target that does not answer, is not there, or is in use', async () => {
    const { source, target, plan } = await tenant(5);
    const nowhere = { ...source, url: source.url.replace(/:\d+\//, ':1/') };
    const missing = { ...source, url: `${source.url}_missing` };
    expect(await failure(copy(plan, nowhere, target))).toMatchObject({ code: 'source_unreachable' });
    expect(await failure(copy(plan, source, nowhere))).toMatchObject({ code: 'target_unreachable' });
    expect(await failure(copy(plan, missing, target))).toMatchObject({ code: 'source_unreachable' });
    await query(target, 'CREATE SCHEMA tenant');
    expect(await failure(copy(plan, source, target))).toMatchObject({ code: 'target_not_empty' });
    const other = await database();
    expect(await failure(copy(plan, other, target))).toMatchObject({
      refusals: expect.arrayContaining([expect.objectContaining({ code: 'schema_missing' })]),
    });
  });

  it('names a reference to a table that is not copied with it, and one it may not read', async () => {
    const source = await database();
    const target = await database();
    await query(
      source,
      `CREATE SCHEMA tenant; CREATE TABLE public.country (code text PRIMARY KEY);
       CREATE TABLE tenant.city (name text, country text REFERENCES public.country)`,
    );
    const plan = await planFor(source.url, ['tenant'], { 'city.name': masked.text });
    expect(await failure(copy(plan, source, target))).toMatchObject({
      refusals: [{ code: 'reference_outside', table: 'tenant.city', constraint: 'city_country_fkey' }],
    });
    await query(source, 'ALTER TABLE tenant.city DROP CONSTRAINT city_country_fkey');
    const role = `reader_${source.name}`;
    await query(
      source,
      `CREATE ROLE ${role} LOGIN PASSWORD 'reader'; GRANT USAGE ON SCHEMA tenant TO ${role}`,
    );
    try {
      const url = source.url.replace(/\/\/[^@]*@/, `//${role}:reader@`);
      const failed = await failure(copy(plan, { ...source, url }, target));
      expect(failed).toMatchObject({
        refusals: [
          { code: 'right_missing', table: 'tenant.city', aside: `GRANT SELECT ON tenant.city TO ${role};` },
        ],
      });
    } finally {
      await query(source, `DROP OWNED BY ${role}; DROP ROLE ${role}`);
    }
  });
});
