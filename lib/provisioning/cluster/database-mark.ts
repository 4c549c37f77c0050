import type { ClientBase } from 'pg';
import { escapeIdentifier, escapeLiteral } from 'pg';
import { z } from 'zod';

/**
 * What a database says about itself, as its comment. A comment is written in the same catalogue transaction as a
 * rename or a grant, can be read without connecting to the database, and is not copied along with a template: three
 * things that a table inside could not offer. It is readable by every role of the cluster and holds nothing to hide.
 */
const databaseMark = z.object({
  sandgate: z.literal(1),
  use: z.enum(['building', 'baseline', 'published', 'template']),
  /** Empty for templates. */
  sandboxId: z.string(),
  attempt: z.int(),
  /** Steps that need not be repeated. */
  done: z.array(z.string()),
  /** Of the structure inside, once it is known. */
  fingerprint: z.string().nullable(),
  /** Hashes of what the cluster prints otherwise than the source does; see `reprintedBy`. */
  reprinted: z.array(z.string()).readonly().optional(),
  /** How many rows were counted inside before it was handed over. */
  rows: z.int().nullable(),
  /** Its size on disk then. */
  bytes: z.int().nullable(),
});
export type DatabaseMark = z.infer<typeof databaseMark>;

/** Replaces the mark. Needs ownership of the database; takes part in the session's transaction. */
export async function writeMark(cluster: ClientBase, database: string, mark: DatabaseMark): Promise<void> {
  const text = escapeLiteral(JSON.stringify(mark));
  await cluster.query(`COMMENT ON DATABASE ${escapeIdentifier(database)} IS ${text}`);
}

/** The mark of a database; null when it does not exist or carries none of ours. */
export async function readMark(cluster: ClientBase, database: string): Promise<DatabaseMark | null> {
  const { rows } = await cluster.query<{ comment: string | null }>(
    `SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = $1`,
    [database],
  );
  return parseMark(rows[0]?.comment ?? null);
}

/** The mark in a database's comment; null for any other text. */
export function parseMark(comment: string | null): DatabaseMark | null {
  if (!comment?.startsWith('{"sandgate"')) return null;
  try {
    return databaseMark.safeParse(JSON.parse(comment)).data ?? null;
  } catch {
    return null;
  }
}
