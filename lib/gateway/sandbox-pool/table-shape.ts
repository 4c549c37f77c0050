/**
 * How a column's values travel. `exact` numbers (bigint, numeric) do not fit a JSON number of most languages and are
 * strings; `number` ones do. Everything without a JSON form of its own is `text`, as PostgreSQL writes it; dates and
 * times in ISO 8601.
 */
export type ColumnKind =
  | 'text'
  | 'number'
  | 'exact'
  | 'boolean'
  | 'json'
  | 'array'
  | 'exact_array'
  | 'composite';

export type Column = {
  name: string;
  /** Qualified and quoted, without a length or precision: a cast to one would cut values off in silence. */
  type: string;
  kind: ColumnKind;
  /** Written by PostgreSQL alone: generated, or an identity that is always generated. */
  isGenerated: boolean;
  /** Names of the attributes of a composite; empty for others. */
  attributes: string[];
};

/** A table or view as the gateway works with it. */
export type TableShape = {
  /** Schema and name, quoted. */
  qualified: string;
  name: string;
  key: Column;
  columns: ReadonlyMap<string, Column>;
};
