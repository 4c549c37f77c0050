import { z } from 'zod';
import { idInput } from '../../command/id-input';
import { textInput } from '../../command/text-input';
import type { SandboxState } from '../../sandboxes/sandbox';

/**
 * The vocabulary of keeping sandboxes: somebody says that one is still needed, which counts as use.
 *
 * Safe in the browser: imports zod and other vocabulary alone.
 */
export const keepAliveInput = z.strictObject({
  sandboxId: idInput,
  reason: textInput('Say what it is still needed for.', { most: 1_000 }),
});

/** So often in a row without any other use, and support is told. */
export const keptInARow = 3;
export const mostKeepsADay = 20;
/** For how long a link that keeps a sandbox counts. */
export const linkDays = 30;

/** Why it cannot be kept now; null where it can. */
export function whyNotKeepAlive(state: SandboxState): string | null {
  if (state === 'ready') return null;
  if (state === 'suspended') return 'It is suspended: resume it on its page.';
  if (state === 'retired') return 'It is retired: restore it on its page.';
  return 'Only a sandbox that is in use can be kept.';
}
