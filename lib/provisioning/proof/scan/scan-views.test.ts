import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createDatabase } from '@/lib/testing/database';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import { copySnapshot } from '../../snapshot/copy-snapshot';
import { planFor } from '../../snapshot/plan.fixture';
import { query } from '../../snapshot/promises/two-databases.fixture';
import { proveSnapshot } from '../prove-snapshot';

/** A mail that is kept with a reason shows in a view that another schema makes of it, and nowhere else. */
it('a materialized view may show what is kept in the column that it reads, in rows and in statistics, of that schema alone', async () => {
  const [source, target] = [await createDatabase(), await createDatabase()];
  try {
    await query(
      source,
      `CREATE SCHEMA t; CREATE SCHEMA r;
       CREATE TABLE t.k (id int PRIMARY KEY, mail text, surname text);
       INSERT INTO t.k SELECT g, 'shop' || g % 3 || '@firma.de', 'x' FROM generate_series(1, 300) g;
       CREATE TABLE r.k (id int PRIMARY KEY, mail text);
       INSERT INTO r.k SELECT g, 'none' FROM generate_series(1, 300) g;
       CREATE VIEW r.between AS SELECT id, mail AS address FROM t.k;
       CREATE MATERIALIZED VIEW r.m AS SELECT address FROM r.between;
       CREATE MATERIALIZED VIEW t.n AS SELECT mail FROM r.k;
       CREATE STATISTICS t.by_surname (mcv) ON id, surname FROM t.k;
       ANALYZE`,
    );
    const kept = {
      class: 'direct.mail',
      mask: { name: 'keep' },
      reason: 'the mails are of our own shops',
    } as const;
    const plan: ScrubPlan = await planFor(source.url, ['t', 'r'], { 'k.mail': kept });
    await copySnapshot(plan, { source, target, jobs: 1, key: randomBytes(32) });
    expect((await proveSnapshot(plan, { source, target, jobs: 1 })).failures).toEqual([]);
    await query(
      target,
      `UPDATE r.k SET mail = 'hans@firma.de' WHERE id < 200; REFRESH MATERIALIZED VIEW t.n;
       UPDATE t.k SET surname = 'hans@firma.de' WHERE id < 200; ANALYZE`,
    );
    const { findings } = await proveSnapshot(plan, { source, target, jobs: 1 });
    expect(findings.map(({ place }) => place)).toEqual(
      expect.arrayContaining(['materialized view n.mail', 'statistics of n.mail']),
    );
    expect(findings.map(({ place }) => place).filter((place) => place.includes('m.address'))).toEqual([]);
  } finally {
    await source.drop();
    await target.drop();
  }
});
