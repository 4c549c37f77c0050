import { createHash } from 'node:crypto';
import type { Actor } from '../access/actor';
import { canonicalJson, type Json } from '../canonical-json';
import type { Tx } from '../db/transaction';
import { KnownError } from '../errors';

/** A key that the caller chose for one intent; the same key again means "the same intent, tell me what came of it". */
export type IdempotencyKey = { key: string; command: string; input: unknown };

/** Long enough for any UUID or hash, short enough to index. */
const longestKey = 128;

/**
 * Claims a key inside the command's transaction. Returns the stored result when the same intent was carried out before,
 * or undefined when this transaction is the one to carry it out. Of many at once, one goes ahead and the others wait
 * here for its commit. Throws `idempotency_mismatch` when the key was used for something else.
 */
export async function claimKey(tx: Tx, actor: Actor, intent: IdempotencyKey): Promise<Json | undefined> {
  if (intent.key.length > longestKey)
    throw new KnownError('invalid_input', `An idempotency key has at most ${longestKey} characters.`);
  const actorId = actor.kind === 'person' ? actor.id : actor.name;
  const inputHash = createHash('sha256').update(stableText(intent.input)).digest('hex');
  const inserted = await tx.$executeRaw`
    INSERT INTO "IdempotencyKey" ("actorId", "key", "command", "inputHash")
    VALUES (${actorId}, ${intent.key}, ${intent.command}, ${inputHash})
    ON CONFLICT DO NOTHING`;
  if (inserted === 1) return undefined;
  const found = await tx.idempotencyKey.findUniqueOrThrow({
    where: { actorId_key: { actorId, key: intent.key } },
  });
  if (found.command !== intent.command || found.inputHash !== inputHash)
    throw new KnownError(
      'idempotency_mismatch',
      'This was sent before with other contents. Reload the page and send it again; a program takes another key.',
    );
  return found.result as Json;
}

/** Stores what the command answered, in the same transaction as what it did. */
export async function storeResult(tx: Tx, actor: Actor, key: string, result: Json): Promise<void> {
  const actorId = actor.kind === 'person' ? actor.id : actor.name;
  await tx.idempotencyKey.update({
    where: { actorId_key: { actorId, key } },
    data: { result: result ?? {} },
  });
}

function stableText(input: unknown): string {
  return canonicalJson(JSON.parse(JSON.stringify(input ?? null)));
}
