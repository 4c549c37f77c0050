import type { z } from 'zod';
import { findLinkActor } from '../../access/find-link-actor';
import type { LinkPurpose } from '../../access/link-token';
import type { Json } from '../../canonical-json';
import { KnownError } from '../../errors';
import type { Command } from '../command';
import { run, toFailure } from '../run';
import type { ActionState } from './action-state';
import { type FormValues, readForm } from './read-form';
import { refuseForeign } from './to-action';

/**
 * Turns a command into a server action for whoever holds a link of a mail and is not signed in. The form brings the link's
 * token; who acts and about what stands in it alone, whatever else was sent. `read` makes the command's input of what the link
 * is about and the form's fields.
 */
export function toLinkAction<Input extends z.ZodType, Output extends Json>(
  command: Command<Input, Output>,
  { purpose, read }: { purpose: LinkPurpose; read: (about: string, values: FormValues) => unknown },
): (previous: ActionState, form: FormData) => Promise<ActionState<Output>> {
  return async (_previous, form) => {
    let values: FormValues = {};
    try {
      await refuseForeign();
      if (!(form instanceof FormData)) throw new KnownError('invalid_input', 'This is no form of ours.');
      values = structuredClone(readForm(form));
      const { token, idempotencyKey } = values;
      const { actor, about } = await findLinkActor(purpose, typeof token === 'string' ? token : '');
      const key = typeof idempotencyKey === 'string' && idempotencyKey ? { idempotencyKey } : {};
      const result = await run(command, read(about, values), actor, key);
      return result.ok
        ? { status: 'done', value: result.value }
        : { status: 'failed', error: result.error, values };
    } catch (error) {
      if (!(error instanceof KnownError)) throw error;
      return { status: 'failed', error: toFailure(error, 'link'), values };
    }
  };
}
