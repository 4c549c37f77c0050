import type { z } from 'zod';
import type { DataClass } from '../../plan-format/data-class';
import type { MaskSpec } from '../../plan-format/scrub-plan';
import type { ColumnType } from '../catalogue/column-type';
import type { Lengths } from './sql/drawn-length';

/**
 * What every mask is: a name, parameters, a plain word on what it keeps and loses, a verdict whether it fits a column,
 * and one SQL expression that the source evaluates inside the SELECT, so that raw values never leave it.
 *
 * Expressions rely on three things of the session: `search_path` is `pg_catalog` alone (nothing of the source's own
 * can stand in for a function we call), `sandgate.key` holds 64 hex digits set with a bind parameter, and `TimeZone`
 * and `DateStyle` do not change between statements. They create nothing, and call nothing that is not built in.
 */

/** True, or a sentence fragment that says why not, fit for "`public.users.mail`: …". */
export type Verdict = true | string;

export interface MaskColumn {
  /** The raw value; cheap, safe to write several times. */
  sql: string;
  type: ColumnType;
  notNull: boolean;
  /** Different values have to stay different after masking, here or in a column of the same group. */
  unique: boolean;
  /** For each unique key of the column's own table that leans on it: the key's other columns. */
  keys: string[][];
  /**
   * Names the group of columns in which equal values get equal pseudonyms. The six below speak for the whole group,
   * since an expression that differed between its members would tear them apart.
   */
  tie: string;
  /** The least number of characters that any member can hold; null where there is no limit. */
  maxLength: number | null;
  /** How long the texts of any member may be by what checks say of it. */
  lengths: Lengths;
  /** Some member compares without regard to case. */
  foldCase: boolean;
  /** Every member is an integer, of whatever width. */
  whole: boolean;
  /** Upper bound of distinct values to expect, for judging collisions. */
  estimatedRows: number;
}

export interface MaskContext {
  serverVersion: number;
  /** A scalar subselect, evaluated once per statement: 32 bytes that only this label and this key give. */
  subkey(label: string): string;
  /** Another column of the same row, raw, or null when the table has none of that name. */
  sibling(name: string): MaskColumn | null;
  /** An alias that no other expression of this statement uses. */
  alias(): string;
  /** For masks that hold masks: elements, fields, keys. */
  verdict(spec: MaskSpec, column: MaskColumn): Verdict;
  expression(spec: MaskSpec, column: MaskColumn): string;
}

/** A mask inside of another, and what it stands for holds, where the plan says so. */
export interface InnerMask {
  mask: MaskSpec;
  class?: DataClass | undefined;
}

/** How much of the raw value can still be learnt: a reviewer sees `weak` first. */
export type Strength = 'none' | 'weak' | 'fair' | 'strong';

export interface MaskDefinition<Name extends string, Parameters> {
  name: Name;
  parameters: z.ZodType<Parameters>;
  strength: Strength;
  keeps: string;
  loses: string;
  /** NULL stays NULL (all masks but `null` and `constant`). */
  keepsNull: boolean;
  /** Whether these parameters let a value, or a readable part of it, leave as it is. Never so where left out. */
  keepsValues?(parameters: Parameters): boolean;
  /** The masks that these parameters hold; none where left out. */
  inner?(parameters: Parameters): InnerMask[];
  /** Fits the type and holds length, NOT NULL and domain as far as that can be known without rows. */
  supports(column: MaskColumn, parameters: Parameters, context: MaskContext): Verdict;
  /** Different values stay different. Asked only where `supports` said yes. */
  injective(column: MaskColumn, parameters: Parameters, context: MaskContext): Verdict;
  expression(column: MaskColumn, parameters: Parameters, context: MaskContext): string;
}

/** A definition with its parameters' type closed over, as the registry keeps it. */
export interface Mask<Name extends string = string> {
  name: Name;
  strength: Strength;
  keeps: string;
  loses: string;
  keepsNull: boolean;
  parameters: z.ZodType;
  /** True for parameters that cannot be read. */
  keepsValues(spec: MaskSpec): boolean;
  /** Empty for parameters that cannot be read. */
  inner(spec: MaskSpec): InnerMask[];
  verdict(spec: MaskSpec, column: MaskColumn, context: MaskContext): Verdict;
  injective(spec: MaskSpec, column: MaskColumn, context: MaskContext): Verdict;
  /** Throws a TypeError on parameters that `verdict` would have refused. */
  expression(spec: MaskSpec, column: MaskColumn, context: MaskContext): string;
}

function readParameters<Parameters>(
  definition: MaskDefinition<string, Parameters>,
  spec: MaskSpec,
): { ok: true; value: Parameters } | { ok: false; why: string } {
  const { name: _name, ...given } = spec;
  const parsed = definition.parameters.safeParse(given);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issues = parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message].join(' ').trim());
  return { ok: false, why: `the parameters of ${definition.name} are wrong: ${issues.join('; ')}` };
}

/** Makes a mask of its definition. Uniqueness is part of its verdict wherever the column demands it. */
export function defineMask<Name extends string, Parameters>(
  definition: MaskDefinition<Name, Parameters>,
): Mask<Name> {
  const { name, strength, keeps, loses, keepsNull, parameters } = definition;
  return {
    name,
    strength,
    keeps,
    loses,
    keepsNull,
    parameters,
    keepsValues(spec) {
      const read = readParameters(definition, spec);
      return !read.ok || (definition.keepsValues?.(read.value) ?? false);
    },
    inner(spec) {
      const read = readParameters(definition, spec);
      return read.ok ? (definition.inner?.(read.value) ?? []) : [];
    },
    verdict(spec, column, context) {
      const read = readParameters(definition, spec);
      if (!read.ok) return read.why;
      const fits = definition.supports(column, read.value, context);
      return fits === true && column.unique ? definition.injective(column, read.value, context) : fits;
    },
    injective(spec, column, context) {
      const read = readParameters(definition, spec);
      return read.ok ? definition.injective(column, read.value, context) : read.why;
    },
    expression(spec, column, context) {
      const read = readParameters(definition, spec);
      if (!read.ok) throw new TypeError(read.why);
      return definition.expression(column, read.value, context);
    },
  };
}
