import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import { tableKey } from '../../../plan-format/table-key';
import type { Catalogue, CatalogueTable } from '../../catalogue/catalogue';
import type { CodedCheck } from '../../catalogue/loading/read-coded-checks';
import { toProvisioningError } from '../../provisioning-error';
import { runnable } from '../../structure/restore-structure';
import { type Runnable, runStatements } from '../../structure/run-statements';
import type { Statement } from '../../structure/sql/split-statements';
import { type StatementKind, statementKind } from '../../structure/sql/statement-kind';
import type { QualifiedName } from '../../structure/sql/words';
import type { Lane } from '../lanes/lane';
import type { Task } from '../lanes/run-lanes';
import { putBack, validate } from './set-checks-aside';

/**
 * What remains once rows are in: indexes and keys of a table as soon as it is filled; then foreign keys, added without
 * looking at rows and validated side by side (which locks less than adding them checked); statistics beside that; then,
 * in the dump's own order, triggers, rules, policies and the contents of materialized views. No trigger exists
 * before that, so none can fire for a copied row. Last come checks that may read anything of all that.
 */

type Sorted = { statement: Statement; kind: StatementKind };

export type BuildInput = {
  statements: readonly Statement[];
  catalogue: Catalogue;
  /** Names of the tasks that fill a table, by its key. */
  filledBy: ReadonlyMap<string, string[]>;
  /** On disk, by the table's key. */
  bytes: ReadonlyMap<string, number>;
  targetVersion: number;
  /** Tables whose indexes run code that may read any table. */
  lateIndexes: ReadonlySet<string>;
  /** Checks that were taken off before the rows came. */
  aside: readonly CodedCheck[];
};

const stages = { keys: 1, checks: 2, rest: 3 };

/** The tasks in any order; their dependencies are in them. Failures are ProvisioningErrors. */
export function buildTasks(input: BuildInput): Task<Lane>[] {
  const sorted = input.statements.map((statement) => ({ statement, kind: statementKind(statement) }));
  const tables = new Map(input.catalogue.tables.map((table) => [table.key, table]));
  const early = keyTasks(sorted, input, tables);
  const joining = batchTask(
    'partition indexes and statistics objects',
    sorted
      .filter(({ kind }) => kind.kind === 'attach' || kind.kind === 'statistics')
      .map(({ statement }) => runnable(statement)),
    [...early.map((task) => task.name), ...[...input.filledBy.values()].flat()],
  );
  const foreign = foreignKeyTasks(sorted, input, tables, joining.name);
  const analyses = analyseTasks(input, joining.name);
  const rest = restTask(
    sorted,
    tables,
    [...foreign, ...analyses].map((task) => task.name).concat(joining.name),
  );
  return [...early, joining, ...foreign, ...analyses, rest, ...asideTasks(input, rest.name)];
}

const keyOf = ({ schema, name }: QualifiedName) => tableKey(schema, name);

/** Indexes share their table with each other; a key constraint needs it alone. */
function keyTasks(
  sorted: Sorted[],
  { filledBy, bytes, lateIndexes }: BuildInput,
  tables: Map<string, CatalogueTable>,
): Task<Lane>[] {
  const allRows = [...filledBy.values()].flat();
  return sorted.flatMap(({ statement, kind }, at) => {
    if (kind.kind !== 'index' && kind.kind !== 'key') return [];
    const table = keyOf(kind.table);
    if (!tables.has(table)) return [];
    return {
      name: `${kind.kind} ${at} of ${table}`,
      weight: bytes.get(table) ?? 0,
      after: lateIndexes.has(table) ? allRows : (filledBy.get(table) ?? []),
      exclusive: kind.kind === 'key' ? [table] : [],
      shared: kind.kind === 'index' ? [table] : [],
      stage: stages.keys,
      run: (lane) => run(lane.target, [runnable(statement)], `building an ${kind.kind} of ${table}`),
    };
  });
}

function foreignKeyTasks(
  sorted: Sorted[],
  { bytes, targetVersion }: BuildInput,
  tables: Map<string, CatalogueTable>,
  after: string,
): Task<Lane>[] {
  const adding: Runnable[] = [];
  const later: Task<Lane>[] = [];
  for (const [at, { statement, kind }] of sorted.entries()) {
    if (kind.kind !== 'foreign-key') continue;
    const table = keyOf(kind.table);
    const references = keyOf(kind.references);
    // Before version 18 a partitioned table takes no unchecked foreign key.
    const isWhole = tables.get(table)?.kind === 'p' && targetVersion < 180_000;
    const whole = runnable(statement);
    if (!isWhole) adding.push(kind.unchecked ? whole : { ...whole, sql: `${whole.sql} NOT VALID` });
    if (kind.unchecked) continue;
    const name = `${escapeIdentifier(kind.table.schema)}.${escapeIdentifier(kind.table.name)}`;
    const validate = `ALTER TABLE ${name} VALIDATE CONSTRAINT ${escapeIdentifier(kind.constraint)}`;
    later.push({
      name: `foreign key ${at} of ${table}`,
      weight: (bytes.get(table) ?? 0) + (bytes.get(references) ?? 0),
      after: ['foreign keys'],
      exclusive: isWhole ? [...new Set([table, references])] : [table],
      shared: [],
      stage: stages.checks,
      run: (lane) =>
        run(
          lane.target,
          [isWhole ? whole : { ...whole, sql: validate }],
          `checking a foreign key of ${table}`,
        ),
    });
  }
  return [batchTask('foreign keys', adding, [after]), ...later];
}

/**
 * Statistics of each table. A partitioned table has some of its own; before version 18 its ANALYZE visits the
 * partitions as well, which then need none by themselves.
 */
function analyseTasks({ catalogue, bytes, targetVersion }: BuildInput, after: string): Task<Lane>[] {
  const only = targetVersion >= 180_000 ? 'ONLY ' : '';
  return catalogue.tables
    .filter((table) => table.kind !== 'f' && (only !== '' || !table.isPartition))
    .map((table) => ({
      name: `statistics of ${table.key}`,
      weight: (bytes.get(table.key) ?? 0) / 10,
      after: [after],
      exclusive: [table.key, ...(only === '' ? descendants(table.key, catalogue) : [])],
      shared: [],
      stage: stages.checks,
      run: (lane) => {
        const name = `${escapeIdentifier(table.schema)}.${escapeIdentifier(table.name)}`;
        const scope = table.kind === 'p' ? only : '';
        return run(lane.target, [analyse(`${scope}${name}`)], `reading statistics of ${table.key}`);
      },
    }));
}

function descendants(key: string, catalogue: Catalogue): string[] {
  const children = catalogue.tables.filter((table) => table.parents.includes(key)).map((table) => table.key);
  return children.flatMap((child) => [child, ...descendants(child, catalogue)]);
}

/** Everything else, in the dump's order; views that were filled get statistics at the end. */
function restTask(sorted: Sorted[], tables: Map<string, CatalogueTable>, after: string[]): Task<Lane> {
  const rest = sorted.filter(
    ({ kind }) =>
      kind.kind === 'other' ||
      kind.kind === 'refresh' ||
      (kind.kind === 'index' && !tables.has(keyOf(kind.table))),
  );
  const views = rest.flatMap(({ kind }) => (kind.kind === 'refresh' ? [kind.view] : []));
  const analyses = views.map(({ schema, name }) =>
    analyse(`${escapeIdentifier(schema)}.${escapeIdentifier(name)}`),
  );
  return batchTask('the rest', [...rest.map(({ statement }) => runnable(statement)), ...analyses], after);
}

/** Checks that may read other rows, once there is nothing left that they could miss. */
function asideTasks({ aside, catalogue, bytes }: BuildInput, after: string): Task<Lane>[] {
  if (aside.length === 0) return [];
  const adding = batchTask('checks that read other rows', putBack(aside).map(aboutRows), [after]);
  const validating = aside.map((check, at): Task<Lane> => {
    const owner = tableKey(check.schema, check.owner);
    return {
      name: `check ${at} of ${owner}`,
      weight: bytes.get(owner) ?? 0,
      after: [adding.name],
      exclusive: check.kind === 'table' ? [owner, ...descendants(owner, catalogue)] : [],
      shared: [],
      stage: stages.rest,
      run: (lane) =>
        run(
          lane.target,
          [aboutRows(validate(check, catalogue.schemas))],
          `checking "${check.name}" of ${owner}`,
        ),
    };
  });
  return [adding, ...validating];
}

/** Statements that are quick or depend on each other: one round trip, one transaction. */
function batchTask(name: string, statements: Runnable[], after: readonly string[]): Task<Lane> {
  return {
    name,
    weight: Number.MAX_SAFE_INTEGER,
    after,
    exclusive: [],
    shared: [],
    stage: stages.checks,
    run: (lane) => run(lane.target, statements, `making ${name}`),
  };
}

/** A statement of our own, whose object the task's name says. */
const aboutRows = (sql: string): Runnable => ({ sql, subject: null, readsRows: true });
const analyse = (what: string): Runnable => aboutRows(`ANALYZE ${what}`);

/** A deadlock with autovacuum's workers is not worth failing for: the statement had no effect and is tried again. */
async function run(client: Client, statements: readonly Runnable[], doing: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await runStatements(client, statements, doing);
      return;
    } catch (thrown) {
      const failure = toProvisioningError(thrown, 'target', doing);
      if (failure.sqlstate !== '40P01' || attempt === 3) throw failure;
    }
  }
}
