import { shutStates } from '../../sandboxes/sandbox';
import type { FoundKey } from './find-key';

/** What becomes of a presented key. Only `accepted` opens anything. */
export type Verdict =
  | 'accepted'
  | 'unknown_key'
  | 'revoked_key'
  | 'other_sandbox_key'
  | 'no_sandbox'
  | 'sandbox_renamed'
  | 'sandbox_building'
  | 'sandbox_suspended'
  | 'sandbox_not_ready';

/** States in which nothing of the sandbox may be reached any more; it looks as if it never was. */
const goneStates: readonly (string | null)[] = ['destroying', 'destroyed', 'cancelled'];

/**
 * The order is the point. Only a key in force of a sandbox learns what it is called now; to everybody else its former name
 * names none. A key that nobody was given learns nothing, not even whether the sandbox exists; only a key of
 * this sandbox learns how far it is; and a state that is not listed here opens nothing.
 */
export function judgeKey(found: FoundKey): Verdict {
  if (found.keyId === null) return 'unknown_key';
  if (isRenamed(found)) return 'sandbox_renamed';
  if (found.sandboxId === null || goneStates.includes(found.state)) return 'no_sandbox';
  if (found.homeId !== found.sandboxId)
    return found.revokedAt !== null || goneStates.includes(found.homeState)
      ? 'revoked_key'
      : 'other_sandbox_key';
  if (found.revokedAt !== null) return 'revoked_key';
  if (found.state === 'ready') return 'accepted';
  if (shutStates.some((state) => state === found.state)) return 'sandbox_suspended';
  return found.state === 'building' || found.state === 'scheduled' ? 'sandbox_building' : 'sandbox_not_ready';
}

/** Whether this key is in force in the sandbox that had the addressed name before. */
function isRenamed({ sandboxId, formerId, homeId, homeState, revokedAt }: FoundKey): boolean {
  if (sandboxId !== null || formerId === null || homeId !== formerId) return false;
  return revokedAt === null && !goneStates.includes(homeState);
}
