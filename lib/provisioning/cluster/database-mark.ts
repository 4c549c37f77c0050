import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { escapeIdentifier, escapeLiteral } from 'pg';
import { z } from 'zod';
import { createKey } from '../../ids';

/**
 * What a database says about itself, as its comment. A comment is written in the same catalogue transaction as a
 * rename or a grant, can be read without connecting to the database, and is not copied along with a template: three
 * things that a table inside could not offer. Every role of the cluster can read it, those of other sandboxes too, so it
 * is sealed (AES-256-GCM) under a key that the control side alone has, and padded, so that its length tells nothing
 * either (decision 0086). That it was written anew can be seen.
 */
const databaseMark = z.object({
  sandgate: z.literal(1),
  use: z.enum(['building', 'baseline', 'published', 'template']),
  /** The copy's id, under the name that it had before every database was one. Empty for templates. */
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
  /** What stands inside a baseline, by hash; left out by releases before decision 0112. */
  inside: z.object({ structure: z.string(), sequences: z.string() }).optional(),
});
type StoredMark = z.infer<typeof databaseMark>;
export type DatabaseMark = Omit<StoredMark, 'sandboxId'> & { copyId: string };

const prefix = 'sandgate:';
const nonceBytes = 12;
const tagBytes = 16;

/** A mark takes 200 to 500 bytes; only a structure of which much is printed otherwise takes more than one block. */
const blockBytes = 1024;

const cipherKey = (key: string) => createHash('sha256').update(key).digest();

/** The mark as the text of a comment. */
export function sealMark({ copyId, ...mark }: DatabaseMark, key: string): string {
  const stored: StoredMark = { ...mark, sandboxId: copyId };
  const plain = Buffer.from(JSON.stringify(stored));
  const padded = Buffer.alloc(Math.ceil(plain.length / blockBytes) * blockBytes, ' ');
  plain.copy(padded);
  const nonce = createKey().subarray(0, nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', cipherKey(key), nonce);
  const sealed = Buffer.concat([nonce, cipher.update(padded), cipher.final(), cipher.getAuthTag()]);
  return prefix + sealed.toString('base64url');
}

/** Replaces the mark. Needs ownership of the database; takes part in the session's transaction. */
export async function writeMark(
  cluster: ClientBase,
  database: string,
  mark: DatabaseMark,
  key: string,
): Promise<void> {
  const text = escapeLiteral(sealMark(mark, key));
  await cluster.query(`COMMENT ON DATABASE ${escapeIdentifier(database)} IS ${text}`);
}

/** The mark of a database; null when it does not exist or carries none of ours. */
export async function readMark(
  cluster: ClientBase,
  database: string,
  key: string,
): Promise<DatabaseMark | null> {
  const { rows } = await cluster.query<{ comment: string | null }>(
    `SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = $1`,
    [database],
  );
  return parseMark(rows[0]?.comment ?? null, key);
}

/** The mark in a database's comment; null for any other text, and for one that was sealed under another key. */
export function parseMark(comment: string | null, key: string): DatabaseMark | null {
  if (comment === null) return null;
  if (isOpenMark(comment)) return parse(comment);
  if (!comment.startsWith(prefix)) return null;
  const sealed = Buffer.from(comment.slice(prefix.length), 'base64url');
  if (!isWhole(sealed)) return null;
  const decipher = createDecipheriv('aes-256-gcm', cipherKey(key), sealed.subarray(0, nonceBytes));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  try {
    const plain = [decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()];
    return parse(Buffer.concat(plain).toString('utf8'));
  } catch {
    return null;
  }
}

/** Whether a comment is a mark of any installation, as far as that can be told without its key. */
export function isMark(comment: string): boolean {
  if (isOpenMark(comment)) return parse(comment) !== null;
  const text = comment.slice(prefix.length);
  return comment.startsWith(prefix) && /^[\w-]+$/.test(text) && isWhole(Buffer.from(text, 'base64url'));
}

/** A mark as releases before decision 0086 wrote it, which everybody can read. */
export const isOpenMark = (comment: string): boolean => comment.startsWith('{"sandgate"');

const isWhole = (sealed: Buffer) =>
  sealed.length > nonceBytes + tagBytes && (sealed.length - nonceBytes - tagBytes) % blockBytes === 0;

function parse(text: string): DatabaseMark | null {
  try {
    const { sandboxId: copyId, ...mark } = databaseMark.parse(JSON.parse(text));
    return { ...mark, copyId };
  } catch {
    return null;
  }
}
