import { type Client, escapeIdentifier } from 'pg';
import { readSequencePositions, type SequencePosition } from '../catalogue/read-sequences';

const nameOf = ({ schema, name }: Pick<SequencePosition, 'schema' | 'name'>) =>
  `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`;

/**
 * Why a number that is taken could not be given back, in words; null when every sequence that the session's role may take one
 * from lies in this schema and can be set back.
 */
export async function whyNotSetBack(client: Client, schema: string): Promise<string | null> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name
       FROM pg_catalog.pg_sequence AS s
       JOIN pg_catalog.pg_class AS c ON c.oid = s.seqrelid
       JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
      WHERE pg_catalog.has_schema_privilege(n.oid, 'USAGE')
        AND pg_catalog.has_sequence_privilege(s.seqrelid, 'USAGE, UPDATE')
        AND NOT (n.nspname = $1 AND pg_catalog.has_sequence_privilege(s.seqrelid, 'SELECT')
                 AND pg_catalog.has_sequence_privilege(s.seqrelid, 'UPDATE'))
      ORDER BY 1 LIMIT 1`,
    [schema],
  );
  return rows[0]
    ? `Nothing was written: the sandbox’s role may not set the sequence "${rows[0].name}" back.`
    : null;
}

/**
 * Sets back whatever moved since `before`. For a database that nobody else is in: a number that somebody took meanwhile would
 * be given out again.
 */
export async function setBack(
  client: Client,
  schema: string,
  before: readonly SequencePosition[],
): Promise<void> {
  const now = new Map(
    (await readSequencePositions(client, [schema])).map((position) => [position.name, position]),
  );
  for (const position of before) {
    const found = now.get(position.name);
    if (found?.lastValue === position.lastValue && found.isCalled === position.isCalled) continue;
    await client.query('SELECT pg_catalog.setval($1::pg_catalog.regclass, $2::bigint, $3)', [
      nameOf(position),
      position.lastValue,
      position.isCalled,
    ]);
  }
}
