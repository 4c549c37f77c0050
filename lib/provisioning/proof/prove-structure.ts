import type { Client } from 'pg';
import type { Certificate, Finding } from '../../certificate-format/certificate';
import { isKeptText, type ScrubPlan } from '../../plan-format/scrub-plan';
import type { Catalogue } from '../catalogue/catalogue';
import type { DefinitionRow } from '../catalogue/definitions/definition';
import type { StructureText } from '../catalogue/read-structure-texts';
import { readSafeTexts } from '../classify/structure/read-safe-texts';
import { safeName } from '../classify/structure/scan-structure';
import { countDangling } from '../copy/dangling-rows';
import { planEntry } from '../masks/compile/plan-entry';
import { compareDefinitions, describeDifference, fingerprintOf, reprintedBy } from '../structure/fingerprint';
import { listDefinitions } from '../structure/list-definitions';
import type { PrintedStructure } from '../structure/restore-structure';
import type { Sides } from './compare/compare-columns';
import { type TextBeside, textsBeside } from './elsewhere/texts-beside';
import { type PrintOptions, printAnew } from './print-anew';
import { isThorough } from './promises/expectation';
import { exemptions, placeOf } from './scan/exemptions';
import { scanCanaries } from './scan/scan-canaries';
import { scanDefinitions } from './scan/scan-definitions';
import { exemptInViews, scanMaterializedViews } from './scan/scan-materialized-views';
import { findNames } from './scan/scan-names';
import { scanStatistics } from './scan/scan-statistics';

/** What was found about the structure, over all schemas. */
export type StructureProof = {
  fingerprints: Record<string, string>;
  failures: string[];
  findings: Finding[];
  unvalidated: string[];
  /** Foreign keys of which each row was asked; absent where the server has just checked them. */
  references?: number;
  texts: NonNullable<Certificate['structureTexts']>;
  /** What the target's structure says, names and definitions, for looking through. */
  textsThere: TextBeside[];
};

export type StructureOptions = PrintOptions & {
  targetSchema?: string;
  canaries: readonly string[];
  snapshotId?: string;
  printed?: PrintedStructure;
};

/**
 * Structure equal but for the comments that no person kept, none of which may be there; every constraint as valid as it
 * is in the source, in a later proof by its rows; and no text in it, in the planner's statistics or in a materialized
 * view that looks like a person's data. Rejects when a server fails.
 */
export async function proveStructure(
  plan: ScrubPlan,
  catalogue: Catalogue,
  { source, target }: Sides,
  options: StructureOptions,
): Promise<StructureProof> {
  const proof: StructureProof = {
    fingerprints: {},
    failures: [],
    findings: [],
    unvalidated: [],
    texts: { kept: [], leftBehind: [] },
    textsThere: [],
  };
  const thereOf = (schema: string) => options.targetSchema ?? schema;
  const { exempt, made } = whatMayBeMet(plan, catalogue, thereOf);
  let printed: PrintedStructure | null | undefined = options.printed;
  for (const schema of plan.schemas) {
    const there = thereOf(schema);
    const expected = await listDefinitions(source, schema);
    const found = await listDefinitions(target, there);
    proof.fingerprints[schema] = fingerprintOf(expected);
    const texts = await readSafeTexts(source, [schema]);
    const keptTexts = texts.filter(({ place }) => isKeptText(plan.structure[place]));
    const kept = new Set(keptTexts.filter(({ kind }) => kind !== 'name').map(({ definition }) => definition));
    const keptNames = keptTexts.filter(({ kind }) => kind === 'name').map(({ text }) => text);
    reportTexts(proof.texts, texts, plan);
    const leaving = expected
      .filter((row) => row.kind !== 'comment' || kept.has(definitionOf(row)))
      .map((row) => (options.snapshotId === undefined ? row : withoutForce(row)));
    let differences = compareDefinitions(leaving, found);
    if (differences.some(({ inTrees }) => inTrees)) {
      printed ??= await printAnew(plan, source, options);
      if (printed)
        differences = compareDefinitions(leaving, found, reprintedBy(leaving, printed.get(schema) ?? []));
      else proof.failures.push(cannotPrint);
    }
    proof.failures.push(...differences.map((each) => `Structure: ${describeDifference(each)}.`));
    proof.failures.push(...(await findNames(target, { there, shown: schema, plan })));
    proof.textsThere.push(
      ...found.flatMap((row) => textsBeside(row, there, { isMeant: kept.has(definitionOf(row)), keptNames })),
    );
    const inViews = await exemptInViews(target, there, exempt);
    proof.findings.push(
      ...scanDefinitions(
        found.filter((row) => !kept.has(definitionOf(row))),
        keptNames,
      ),
      ...(await scanStatistics(target, there, { exempt, made, inViews })),
      ...(await scanMaterializedViews(target, there, inViews)),
      ...(await scanCanaries(target, { schema: there, definitions: found }, options.canaries)),
    );
  }
  const schemas = options.targetSchema ? [options.targetSchema] : plan.schemas;
  if (options.snapshotId === undefined) {
    const references = await countDangling(target, schemas);
    proof.failures.push(...references.failures);
    proof.references = references.keys;
  }
  proof.unvalidated = await unvalidated(target, schemas);
  const inSource = await unvalidated(source, plan.schemas);
  proof.failures.push(
    ...missingIn(inSource, proof.unvalidated).map((name) => `${name} is unchecked in the target alone.`),
    ...missingIn(proof.unvalidated, inSource).map((name) => `${name} is unchecked in the source alone.`),
  );
  return proof;
}

const cannotPrint =
  'The two servers print some definitions differently. Whether they are the same is told by restoring the source’s into a database of their own, which the target’s role may not create: give it CREATEDB, or verify as a role that has it.';

/** Adds what the source's texts come to under the plan; functions of one name are one place, and so are names of one form. */
function reportTexts(report: StructureProof['texts'], texts: StructureText[], plan: ScrubPlan): void {
  for (const { place, kind } of new Map(texts.map((text) => [text.place, text])).values()) {
    const finding = plan.structure[place];
    if (isKeptText(finding)) report.kept.push({ place, reason: finding?.reason ?? '' });
    else if (kind === 'comment') report.leftBehind.push(place);
  }
}

/**
 * FORCE ROW LEVEL SECURITY is put back once the proof has seen every row, so a copy that is proven in its own snapshot
 * must not have it yet. The word stands by itself before any expression of the definition.
 */
function withoutForce(row: DefinitionRow): DefinitionRow {
  if (row.kind !== 'table') return row;
  const parts = row.definition.split(' | ');
  const at = parts.indexOf('forced');
  return at < 0 ? row : { ...row, definition: parts.toSpliced(at, 1).join(' | ') };
}

/** As `readStructureTexts` names it: functions of one name are one place. */
const definitionOf = ({ kind, name }: DefinitionRow) =>
  kind === 'function' ? `function ${name.split('(')[0]}` : `${kind} ${name}`;

/** By column of the target: what may be met in it, and whether the plan makes its values anew. */
function whatMayBeMet(plan: ScrubPlan, catalogue: Catalogue, thereOf: (schema: string) => string) {
  const columns = catalogue.tables.flatMap((table) =>
    Object.entries(planEntry(table, plan, catalogue)?.columns ?? {}).map(([name, entry]) => ({
      place: placeOf(thereOf(table.schema), table.name, name),
      entry,
    })),
  );
  return {
    exempt: new Map(columns.map(({ place, entry }) => [place, exemptions(entry)])),
    made: new Set(columns.filter(({ entry }) => isThorough(entry.mask)).map(({ place }) => place)),
  };
}

/** What `all` has and `some` has not, as texts that say which constraint. */
const missingIn = (some: readonly string[], all: readonly string[]) =>
  all.filter((name) => !some.includes(name)).map((name) => `Structure: constraint ${safeName(name)}`);

/** As `table: constraint`, in order. */
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
