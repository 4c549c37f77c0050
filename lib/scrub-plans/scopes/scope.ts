import type { TableScope, TenantWay } from '../../plan-format/scrub-plan';

/**
 * The vocabulary of scopes: which rows of a table leave, where tenants share tables. A way to the tenant's key is one line
 * that people read and write: `organization_id`, or `project_id → app.project (id)`.
 *
 * Safe in the browser.
 */

/** `undecided` stops a snapshot. */
export const scopeKinds = ['undecided', 'reference', 'exclude', 'tenant'] as const;
export type ScopeKind = (typeof scopeKinds)[number];

export const scopeLabels: Record<ScopeKind, string> = {
  undecided: 'Undecided',
  reference: 'Copied whole',
  exclude: 'Left empty',
  tenant: 'The tenant’s',
};

/** A table of a plan as the editor and the review show it. */
export type ScopeRow = {
  table: string;
  rows: ScopeKind;
  /** Along which ways the tenant's rows are found, to the key; empty for the other kinds. */
  path: string;
  /** The ways as they are written, a line each. */
  ways: string;
  reason: string | null;
  decidedBy: string | null;
  /** What the check of the plan says of the table as a whole. */
  refusals: string[];
};

const plain = /^[\p{L}\p{N}_$-]+$/u;

const writeName = (name: string) => (plain.test(name) ? name : `"${name.replaceAll('"', '""')}"`);
const writeNames = (names: readonly string[]) => names.map(writeName).join(', ');

/** A way as a line. Reads back to itself. Pure. */
export function writeWay({ columns, references }: TenantWay): string {
  if (!references) return writeNames(columns);
  return `${writeNames(columns)} → ${references.table} (${writeNames(references.columns)})`;
}

/** The way that a line says, or null where it says none. `->` does for the arrow. Pure. */
export function readWay(line: string): TenantWay | null {
  const parts = /^(.+?)\s*(?:→|->)\s*(\S.*?)\s*\(([^()]*)\)$/su.exec(line.trim());
  if (!parts) {
    const columns = readNames(line);
    return columns && { columns };
  }
  const [, own = '', table = '', there = ''] = parts;
  const [columns, referenced] = [readNames(own), readNames(there)];
  return columns && referenced && { columns, references: { table, columns: referenced } };
}

function readNames(text: string): string[] | null {
  const names: string[] = [];
  const next = /\s*(?:"((?:[^"]|"")+)"|([\p{L}\p{N}_$-]+))\s*(,|$)/uy;
  while (next.lastIndex < text.length) {
    const found = next.exec(text);
    if (!found) return null;
    names.push(found[1] === undefined ? (found[2] ?? '') : found[1].replaceAll('""', '"'));
    if (found[3] !== ',') return next.lastIndex >= text.length ? names : null;
  }
  return null;
}

/** What leaves of a table, in words. Pure. */
export function scopeWords(scope: TableScope): string {
  if (scope.rows !== 'tenant') return scopeLabels[scope.rows].toLowerCase();
  return `the tenant’s by ${scope.by.map(writeWay).join(' or ')}`;
}
