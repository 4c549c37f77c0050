import type { Client } from 'pg';
import { clock } from '@/lib/clock';
import type { Certificate, Elsewhere } from '../../certificate-format/certificate';
import { resultHash } from '../../certificate-format/result-hash';
import { canonicalHash } from '../../plan-format/canonical-hash';
import { manifestHash, planHash } from '../../plan-format/plan-hash';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import { readCatalogue } from '../catalogue/catalogue';
import { lossOf, openConnection } from '../connect';
import { blamingLoss, toProvisioningError } from '../provisioning-error';
import { defaultLimits } from '../snapshot/limits';
import type { PrintedStructure } from '../structure/restore-structure';
import { openTenantSession } from '../tenant/open-tenant-session';
import type { Sides } from './compare/compare-columns';
import { findElsewhere } from './elsewhere/find-elsewhere';
import { guardSource, type ProofLimits } from './guard-source';
import { proveUnchanged } from './later/prove-unchanged';
import { proveStructure, type StructureProof } from './prove-structure';
import { proveSurroundings } from './prove-surroundings';
import type { ProvenTable } from './prove-table';
import { createSeed, judgeTables } from './prove-tables';
import { canaryForms } from './scan/scan-canaries';
import { type ProvenTenancy, proveTenancy } from './tenancy/prove-tenancy';

/**
 * Proves a finished copy, without a line of the code that made it: what the plan promises about each column is looked
 * for in the two databases themselves. A plan that keeps personal data is certified as doing so, not refused.
 *
 * Limits: a mask that draws from few values is judged by rows, which a kept key or all that is kept has to tell apart;
 * where nothing does, the column is reported. Patterns know mail addresses, cards and bank accounts; they know no names.
 */

export type ProofOptions = {
  source: { url: string };
  target: { url: string };
  /** What the plan's only schema is called in the target, where that differs. */
  targetSchema?: string;
  /** The copy's own snapshot, while it is held; without it the source is read as it is now. */
  snapshotId?: string;
  /** The moment of that snapshot, ISO 8601. */
  snapshotAt?: string;
  /**
   * The source's structure as the target's server prints it. Left out, it is printed in a database of its own where the two
   * servers print differently, which takes CREATEDB.
   */
  printed?: PrintedStructure;
  /** A native pg_dump in place of the built-in one. */
  pgDump?: string;
  /** Pairs of sessions to work with. */
  jobs: number;
  /** Texts of the source that must be nowhere in the target. */
  canaries?: readonly string[];
  /** Bytes for comparing, over all pairs. */
  memory?: number;
  applicationName?: string;
  signal?: AbortSignal;
  /** Without `snapshotId`, when nobody else bounds what the source bears; those of a copy when left out. */
  limits?: Partial<ProofLimits>;
};

/** With this process's own need it stays under 250 MB; with less, columns of large tables are compared one by one. */
const defaultMemory = 64 * 1024 * 1024;

/**
 * Reads both databases and resolves with the certificate, `passed` or not; a failed proof is no rejection. Rejects with
 * a ProvisioningError when a server fails, or when the source would have to bear more than the limits say. Changes neither
 * and may be repeated.
 */
export async function proveSnapshot(plan: ScrubPlan, given: ProofOptions): Promise<Certificate> {
  const began = clock.elapsed();
  const opened: Client[] = [];
  const stop = new AbortController();
  const signal = given.signal ? AbortSignal.any([given.signal, stop.signal]) : stop.signal;
  const options = { applicationName: 'sandgate', ...given, signal };
  let release = async (): Promise<void> => undefined;
  try {
    const lanes: Sides[] = [];
    for (let lane = 0; lane < Math.max(1, options.jobs); lane += 1)
      lanes.push(await openPair(plan, options, opened));
    const [first] = lanes;
    if (!first) throw new RangeError('a proof needs at least one pair of sessions');
    if (options.snapshotId === undefined) release = await guarded(lanes, options, stop);
    const catalogue = await readCatalogue(first.source, plan.schemas);
    const { rows } = await first.source.query<{ at: Date }>('SELECT transaction_timestamp() AS at');
    const forms = canaryForms(options.canaries ?? []);
    const bounded = { ...options, canaries: forms, memory: options.memory ?? defaultMemory };
    const { scans, conclude, canaryRows } = await judgeTables(plan, catalogue, lanes, bounded);
    const tenancy = await proveTenancy(plan, catalogue, first, {
      seed: createSeed(),
      memory: bounded.memory,
      ...(options.targetSchema === undefined ? {} : { targetSchema: options.targetSchema }),
    });
    const structure = await proveStructure(plan, catalogue, first, bounded);
    const elsewhere = await findElsewhere(plan, catalogue, lanes, {
      ...bounded,
      seed: createSeed(),
      texts: structure.textsThere,
      scans,
    });
    const tables = conclude();
    const there = options.targetSchema === undefined ? plan.schemas : [options.targetSchema];
    const around = await proveSurroundings(plan, first, there);
    structure.failures.push(...around.failures);
    if (options.snapshotId === undefined)
      structure.failures.push(
        ...(await proveUnchanged(plan, catalogue, first, {
          seed: createSeed(),
          tables: tables.map(({ proof }) => proof),
          ...(options.targetSchema === undefined ? {} : { targetSchema: options.targetSchema }),
        })),
      );
    const parts = {
      comparedWith: options.snapshotId === undefined ? ('later' as const) : ('snapshot' as const),
      sourceTime: options.snapshotAt ?? rows[0]?.at.toISOString() ?? '',
      leftBehind: around.leftBehind,
      elapsedMs: Math.round(clock.elapsed() - began),
      ...(options.canaries?.length && {
        canaries: { texts: options.canaries.length, sourceRows: canaryRows },
      }),
    };
    return seal(plan, tables, tenancy, structure, { ...parts, elsewhere });
  } catch (thrown) {
    if (stop.signal.aborted) throw stop.signal.reason;
    const [lost] = opened.map(lossOf).filter(Boolean);
    throw blamingLoss(toProvisioningError(thrown, 'target', 'proving the copy'), lost);
  } finally {
    await release();
    await Promise.all(opened.map((client) => client.end().catch(() => undefined)));
  }
}

type BoundedOptions = ProofOptions & { applicationName: string; signal: AbortSignal };

function guarded(lanes: readonly Sides[], options: BoundedOptions, stop: AbortController) {
  const { applicationName, signal } = options;
  const sessions = lanes.map(({ source }) => source);
  const limits = { ...defaultLimits, ...options.limits };
  const source = { url: options.source.url, applicationName, signal };
  return guardSource(source, sessions, limits, (reason) => stop.abort(reason));
}

async function openPair(plan: ScrubPlan, options: BoundedOptions, opened: Client[]): Promise<Sides> {
  const { signal, applicationName } = options;
  const settings = {
    row_security: 'off',
    // The pairs of sessions are what works side by side; more sessions than were asked for would press on the source.
    max_parallel_workers_per_gather: '0',
  };
  const shared = { applicationName, settings, signal };
  const source = await openConnection(options.source.url, { side: 'source', ...shared });
  opened.push(source);
  await openTenantSession(source, plan.tenant);
  await source.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  if (options.snapshotId !== undefined)
    await source.query(`SET TRANSACTION SNAPSHOT '${options.snapshotId.replaceAll("'", "''")}'`);
  const target = await openConnection(options.target.url, { side: 'target', ...shared });
  opened.push(target);
  await target.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  return { source, target };
}

function seal(
  plan: ScrubPlan,
  tables: ProvenTable[],
  tenancy: ProvenTenancy,
  structure: StructureProof,
  parts: Pick<
    Certificate,
    'comparedWith' | 'sourceTime' | 'elapsedMs' | 'canaries' | 'leftBehind' | 'elsewhere'
  >,
): Certificate {
  const findings = [...tables.flatMap((each) => each.findings), ...structure.findings];
  const failures = [
    ...structure.failures,
    ...tables.flatMap(({ proof }) => tableFailures(proof)),
    ...tenancy.failures,
    ...(parts.elsewhere ?? []).filter(({ means }) => means === 'somebody').map(describeElsewhere),
    ...findings.map(
      ({ place, looksLike, count }) =>
        `${place} holds what looks like ${looks[looksLike]} ${count === 1 ? 'once' : `${count} times`}.`,
    ),
  ];
  const manifest = { plan: planHash(plan), structure: structure.fingerprints };
  const body = {
    formatVersion: 1 as const,
    ...manifest,
    manifest: manifestHash(manifest.plan, canonicalHash(manifest.structure)),
    passed: failures.length === 0,
    failures,
    ...parts,
    tables: tables.map((each) => each.proof),
    ...(plan.tenant && { tenancy: tenancy.tables }),
    structureTexts: structure.texts,
    findings,
    ...(structure.references !== undefined && { references: structure.references }),
    unvalidated: structure.unvalidated,
    scanned: {
      columns: tables.reduce((sum, each) => sum + each.scanned, 0),
      sampled: tables.flatMap((each) => each.sampled),
    },
  };
  return { ...body, result: resultHash(body) };
}

const looks: Record<Certificate['findings'][number]['looksLike'], string> = {
  mail: 'a mail address',
  card: 'a card number',
  iban: 'an IBAN',
  canary: 'a row that its vendor planted',
};

const describeElsewhere = ({ place, from, count }: Elsewhere) =>
  `${place} holds ${count} ${count === 1 ? 'value' : 'values'} of ${from}, which is masked. Mask it there too, or keep it as somebody’s data with a reason.`;

function tableFailures(proof: ProvenTable['proof']): string[] {
  const { table, sourceRows, targetRows } = proof;
  const counts =
    sourceRows === targetRows ? [] : [`${table} has ${targetRows} rows for ${sourceRows} in the source.`];
  const columns = proof.columns
    .filter((each) => !each.passed)
    .map((each) =>
      each.expectation === 'made'
        ? `${table}, column "${each.column}": ${each.survivors ?? 0} values are not what the mask ${each.mask} makes.`
        : `${table}, column "${each.column}": ${each.survivors ?? 0} values of the source are in the target.`,
    );
  return [...counts, ...columns];
}
