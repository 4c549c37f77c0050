import type { FoundKey } from './find-key';

/** What becomes of a presented key. Only `accepted` opens anything. */
export type Verdict =
  | 'accepted'
  | 'unknown_key'
  | 'revoked_key'
  | 'other_sandbox_key'
  | 'no_sandbox'
  | 'sandbox_building'
  | 'sandbox_not_ready';

/** States in which nothing of the sandbox may be reached any more; it looks as if it never was. */
const goneStates: readonly (string | null)[] = ['destroying', 'destroyed', 'cancelled'];

/**
 * The order is the point. A key that nobody was given learns nothing, not even whether the sandbox exists; only a key of
 * this sandbox learns how far it is; and a state that is not listed here opens nothing.
 */
export function judgeKey(found: FoundKey): Verdict {
  if (found.keyId === null) return 'unknown_key';
  if (found.sandboxId === null || goneStates.includes(found.state)) return 'no_sandbox';
  if (found.homeId !== found.sandboxId)
    return found.revokedAt !== null || goneStates.includes(found.homeState)
      ? 'revoked_key'
      : 'other_sandbox_key';
  if (found.revokedAt !== null) return 'revoked_key';
  if (found.state === 'ready') return 'accepted';
  return found.state === 'building' || found.state === 'scheduled' ? 'sandbox_building' : 'sandbox_not_ready';
}
