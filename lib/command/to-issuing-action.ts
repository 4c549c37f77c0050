import { revalidatePath } from 'next/cache';
import type { Actor } from '../access/actor';
import { requireActor } from '../access/session';
import type { ActionState } from './action-state';
import { readForm } from './read-form';
import type { Result } from './result';
import { isSameOrigin } from './to-action';

/**
 * The sibling of `toAction` for what hands out a secret once. `issue` makes the secret, sends what may be stored of it
 * through the door (`run`), and returns both to the person who asked, once.
 *
 * A form's idempotency key is dropped here: the door would store the first answer to repeat it, and a secret must not be
 * stored. So a repeated submit issues a second secret; the page must show what was issued and how to end it.
 */
export function toIssuingAction<Issued>(
  issue: (rawInput: unknown, actor: Actor) => Promise<Result<Issued>>,
): (previous: ActionState<Issued>, form: FormData) => Promise<ActionState<Issued>> {
  return async (_previous, form) => {
    const { idempotencyKey: _dropped, ...values } = readForm(form);
    if (!(await isSameOrigin())) return { status: 'failed', error: foreignOrigin, values };
    const result = await issue(values, await requireActor());
    if (!result.ok) return { status: 'failed', error: result.error, values };
    revalidatePath('/', 'layout');
    return { status: 'done', value: result.value };
  };
}

const foreignOrigin = {
  code: 'forbidden' as const,
  message: 'This was not sent from a page of this desk. Open the page again and repeat it there.',
  fields: {},
};
