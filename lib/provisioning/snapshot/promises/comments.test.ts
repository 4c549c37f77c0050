import { describe, expect, it } from 'vitest';
import type { Certificate } from '../../../certificate-format/certificate';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import { readStructureTexts } from '../../catalogue/read-structure-texts';
import { scanStructure } from '../../classify/structure/scan-structure';
import { withConnection } from '../../connect';
import { proveSnapshot } from '../../proof/prove-snapshot';
import { planFor } from '../plan.fixture';
import { tenantDecisions, tenantSchema, tenantSql } from '../tenant.fixture';
import { copy, query, useDatabases } from './two-databases.fixture';

const database = useDatabases();
type Database = Awaited<ReturnType<typeof database>>;

async function tenant(people: number) {
  const source = await database();
  await query(source, tenantSql(people));
  const plan = await planFor(source.url, [tenantSchema], tenantDecisions);
  return { source, target: await database(), plan };
}

/** What a classification finds in the structure, with these places kept. */
async function keeping(url: string, places: string[]): Promise<ScrubPlan['structure']> {
  const session = { side: 'source', applicationName: 'a test' } as const;
  const texts = await withConnection(url, session, (client) => readStructureTexts(client, [tenantSchema]));
  const structure = scanStructure(texts);
  expect(Object.values(structure).map(({ decision }) => decision)).not.toContain('keep');
  for (const place of places)
    Object.assign(structure[place] ?? {}, { decision: 'keep', reason: 'Says what is counted.' });
  return structure;
}

describe('comments of the structure', () => {
  const commentsOf = (target: Database) =>
    query<{ name: string; text: string }>(
      target,
      `SELECT pg_describe_object(classoid, objoid, objsubid) AS name, description AS text FROM pg_description
        WHERE objoid >= 16384 ORDER BY 1`,
    );

  it('every comment stays behind, also a name in prose, but those that a person kept', async () => {
    const { source, target, plan } = await tenant(10);
    await query(
      source,
      `COMMENT ON TABLE tenant.person IS 'Kept by the clerk until 2024; it''s his';
       COMMENT ON INDEX tenant.by_name IS 'call hans.meier@firma.de';
       COMMENT ON SCHEMA tenant IS 'Kept by the clerk until 2024; it''s his';
       CREATE DOMAIN tenant.share AS int CONSTRAINT few CHECK (VALUE < 9);
       COMMENT ON CONSTRAINT few ON DOMAIN tenant.share IS 'nine';
       CREATE FUNCTION tenant.half(int) RETURNS int LANGUAGE sql AS 'SELECT $1 / 2';
       COMMENT ON FUNCTION tenant.half(int) IS 'half';
       COMMENT ON COLUMN tenant.transfer.cents IS 'cents'`,
    );
    const kept = [
      'comment on column tenant.transfer.cents',
      'comment on domain constraint few on tenant.share',
      'comment on function tenant.half(integer)',
    ];
    plan.structure = await keeping(source.url, kept);
    let proof: Certificate | undefined;
    await copy(plan, source, target, {
      beforeRelease: async ({ snapshotId }) => {
        proof = await proveSnapshot(plan, { source, target, jobs: 1, snapshotId });
      },
    });
    expect(await commentsOf(target)).toEqual([
      { name: 'column cents of table tenant.transfer', text: 'cents' },
      { name: 'constraint few', text: 'nine' },
      { name: 'function tenant.half(integer)', text: 'half' },
    ]);
    expect(proof?.failures).toEqual([]);
    expect(proof?.structureTexts?.kept.map(({ place }) => place)).toEqual(kept);
    expect(proof?.structureTexts?.leftBehind).toHaveLength(3);
    // The proof excuses neither a kept comment that is missing nor one with the same text on another object.
    await query(
      target,
      `COMMENT ON FUNCTION tenant.half(int) IS NULL; COMMENT ON TABLE tenant.transfer IS 'half'`,
    );
    const damaged = await proveSnapshot(plan, { source, target, jobs: 1 });
    expect(damaged.failures).toEqual([
      'Structure: comment function half(integer) is missing.',
      'Structure: comment table transfer is added.',
    ]);
  });

  it('a text that was kept and reads otherwise by now stops the copy', async () => {
    const { source, target, plan } = await tenant(10);
    await query(source, `COMMENT ON TABLE tenant.transfer IS 'cents'`);
    plan.structure = await keeping(source.url, ['comment on table tenant.transfer']);
    await query(source, `COMMENT ON TABLE tenant.transfer IS 'ask Hans Meier'`);
    await expect(copy(plan, source, target)).rejects.toMatchObject({
      refusals: [{ code: 'structure_open', table: 'comment on table tenant.transfer' }],
    });
  });
});
