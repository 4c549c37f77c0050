import { z } from 'zod';
import { idInput } from '../../command/id-input';
import { slug } from '../request';

/**
 * The vocabulary of renaming a sandbox.
 *
 * Safe in the browser: imports zod and other vocabulary alone.
 */

/** The present name, typed, and the next one, under the rules of filing. */
export const renameInput = z.strictObject({
  sandboxId: idInput,
  typedName: z.string().trim().max(60),
  slug,
});

/** As often as a sandbox may be renamed in 24 hours: each name that it had is held for long. */
export const mostRenamings = 5;

/** The address of a page of a renamed sandbox under its present name, parameters included. */
export function movedPath(path: string, from: string, to: string): string {
  const prefix = `/s/${from}`;
  const rest = path.startsWith(prefix) ? path.slice(prefix.length) : '';
  return `/s/${to}${/^[/?]/.test(rest) ? rest : ''}`;
}
