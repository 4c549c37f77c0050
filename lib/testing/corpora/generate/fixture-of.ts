import type { DataClass } from '../../../plan-format/data-class';
import type { DetectionFixture } from '../fixture';

/**
 * A fixture written as one table of facts: each column's type, what it truly holds, and how its values are made, side
 * by side, so that no column can be without a truth.
 */

/** What a column truly holds, in the words that the fixtures use. */
export const is = {
  name: 'direct.person_name',
  mail: 'direct.mail',
  phone: 'direct.phone',
  address: 'direct.address',
  identity: 'direct.national_id',
  account: 'direct.account_number',
  card: 'direct.card_number',
  born: 'direct.birth_date',
  ip: 'direct.ip_address',
  device: 'direct.device',
  login: 'direct.username',
  place: 'direct.location',
  image: 'direct.image',
  words: 'direct.free_text',
  password: 'secret.password',
  token: 'secret.token',
  key: 'secret.key',
  session: 'secret.session',
  wire: 'wire.url',
  schedule: 'wire.schedule',
  switch: 'wire.switch',
  quasi: 'quasi.identifier',
  value: 'business.value',
  technical: 'technical',
} as const satisfies Record<string, DataClass>;

export type FixtureColumn = [type: string, truth: DataClass, make: (row: number) => unknown];

export interface FixtureTable {
  rows: number;
  columns: Record<string, FixtureColumn>;
  /** Table constraints, written after the columns. */
  constraints?: string;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** The fixture of some tables, parents before children. `types` is run before the tables are created. */
export function fixtureOf(
  schema: string,
  seed: () => void,
  tables: Record<string, FixtureTable>,
  types = '',
): DetectionFixture {
  const structure = Object.entries(tables).map(([table, { columns, constraints }]) => {
    const lines = Object.entries(columns).map(([name, [type]]) => `${quoted(name)} ${type}`);
    return `CREATE TABLE ${quoted(table)} (${[...lines, ...(constraints ? [constraints] : [])].join(', ')})`;
  });
  const truth = Object.entries(tables).flatMap(([table, { columns }]) =>
    Object.entries(columns).map(([name, [, held]]): [string, DataClass] => [`${table}.${name}`, held]),
  );
  const fill = ({ rows, columns }: FixtureTable) =>
    Array.from({ length: rows }, (_, at) =>
      Object.fromEntries(Object.entries(columns).map(([name, [, , make]]) => [name, make(at + 1)])),
    );
  return {
    schema,
    structure: [types, ...structure].filter((part) => part !== '').join(';\n'),
    rows: () => {
      seed();
      return Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, fill(table)]));
    },
    truth: Object.fromEntries(truth),
  };
}
