import type { Actor } from '../access/actor';
import { ask } from '../command/query';
import type { Result } from '../command/result';
import { run, toFailure } from '../command/run';
import { createApiKey } from './create-api-key';
import { getKeyPrefix } from './get-key-prefix';
import { mintKey } from './mint-key';

export type IssuedApiKey = { id: string; fingerprint: string; key: string };

/**
 * Mints a key and lets the door record its hash. The key exists in this process's memory and in the returned result,
 * once; it is in no row, job, log line or audit event, and cannot be shown again.
 *
 * No idempotency key is taken, since the door stores the results of those: a repeated call makes a second key, which
 * the list shows and anyone of the organization may revoke. Failures are those of `createApiKey`; a `hash` that came
 * with the input is replaced.
 */
export async function issueApiKey(rawInput: unknown, actor: Actor): Promise<Result<IssuedApiKey>> {
  try {
    const { key, hash } = mintKey(await ask(getKeyPrefix, rawInput, actor));
    const result = await run(createApiKey, { ...Object(rawInput), hash }, actor);
    if (!result.ok) return result;
    const { id, fingerprint } = result.value;
    return { ok: true, value: { id, fingerprint, key } };
  } catch (error) {
    return { ok: false, error: toFailure(error, createApiKey.name) };
  }
}
