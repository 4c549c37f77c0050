import type { Client } from 'pg';
import type { Catalogue } from '../catalogue/catalogue';
import { readStructureTexts } from '../catalogue/read-structure-texts';
import { planEntry } from '../masks/compile/plan-entry';
import { plannedTables } from '../scrub-plan/check/drift';
import type { PlanColumn, ScrubPlan } from '../scrub-plan/scrub-plan';
import { compareDefinitions, describeDifference, fingerprintOf } from '../structure/fingerprint';
import { listDefinitions } from '../structure/list-definitions';
import type { Finding } from './certificate';
import type { Sides } from './compare/compare-columns';
import { expectationOf } from './compare/expectation';
import { scanCanaries, scanDefinitions, scanStatistics } from './scan/scan-surroundings';

/** What was found about the structure, over all schemas. */
export type StructureProof = {
  fingerprints: Record<string, string>;
  failures: string[];
  findings: Finding[];
  unvalidated: string[];
};

/**
 * Structure equal but for comments that the plan drops; every constraint as valid as it is in the source,
 * and no text in it or in the planner's statistics that looks like a person's data. Rejects when a server fails.
 */
export async function proveStructure(
  plan: ScrubPlan,
  catalogue: Catalogue,
  { source, target }: Sides,
  options: { targetSchema?: string; canaries?: readonly string[] },
): Promise<StructureProof> {
  const proof: StructureProof = { fingerprints: {}, failures: [], findings: [], unvalidated: [] };
  const decided = Object.entries(plan.structure);
  const dropped = (await readStructureTexts(source, plan.schemas))
    .filter(({ kind, place }) => kind === 'comment' && plan.structure[place]?.decision === 'drop')
    .map(({ text }) => text);
  for (const schema of plan.schemas) {
    const there = options.targetSchema ?? schema;
    const expected = await listDefinitions(source, schema);
    const found = await listDefinitions(target, there);
    proof.fingerprints[schema] = fingerprintOf(expected);
    const differences = compareDefinitions(expected, found).filter(
      (each) => !(each.change === 'missing' && dropped.some((text) => each.expected?.includes(text))),
    );
    proof.failures.push(...differences.map((each) => `Structure: ${describeDifference(each)}.`));
    const kept = decided.filter(([, finding]) => finding.decision === 'keep').map(([place]) => place);
    proof.findings.push(
      ...(await scanDefinitions(target, there, (_kind, name) => kept.some((place) => place.includes(name)))),
      ...(await scanStatistics(
        target,
        there,
        columnsOf(plan, catalogue, isKept),
        columnsOf(plan, catalogue, isMade),
      )),
      ...(await scanCanaries(
        target,
        there,
        plannedTables(catalogue).filter((table) => table.kind !== 'f' && table.schema === schema),
        options.canaries ?? [],
      )),
    );
  }
  proof.unvalidated = await unvalidated(target, options.targetSchema ? [options.targetSchema] : plan.schemas);
  const inSource = await unvalidated(source, plan.schemas);
  if (proof.unvalidated.length !== inSource.length)
    proof.failures.push(
      `${proof.unvalidated.length} constraints are unchecked in the target and ${inSource.length} in the source.`,
    );
  return proof;
}

const isKept = (entry: PlanColumn) =>
  (entry.mask?.name === 'keep' && Boolean(entry.reason)) || entry.mask?.name === 'iban';
const isMade = (entry: PlanColumn) => ['absent', 'changed'].includes(expectationOf(entry));

/** `table.column` of those of which the plan says so. */
function columnsOf(
  plan: ScrubPlan,
  catalogue: Catalogue,
  accepts: (entry: PlanColumn) => boolean,
): Set<string> {
  return new Set(
    catalogue.tables.flatMap((table) => {
      const columns = planEntry(table, plan, catalogue)?.columns ?? {};
      return Object.entries(columns)
        .filter(([, entry]) => accepts(entry))
        .map(([name]) => `${table.name}.${name}`);
    }),
  );
}

async function unvalidated(client: Client, schemas: string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I: %I', c.relname, k.conname) AS name
       FROM pg_catalog.pg_constraint k
       JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ANY ($1) AND NOT k.convalidated ORDER BY 1`,
    [schemas],
  );
  return rows.map((row) => row.name);
}
