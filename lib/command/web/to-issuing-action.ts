import { revalidatePath } from 'next/cache';
import type { Actor } from '../../access/actor';
import type { Result } from '../result';
import type { ActionState } from './action-state';
import { receiveForm } from './to-action';

/**
 * The sibling of `toAction` for what hands out a secret once. `issue` makes the secret, sends what may be stored of it
 * through the door (`run`), and returns both to the person who asked, once.
 *
 * A form's idempotency key is dropped here: the door would store the first answer to repeat it, and a secret must not be
 * stored. So a repeated submit issues a second secret; the page must show what was issued and how to end it.
 */
export function toIssuingAction<Issued>(
  issue: (rawInput: unknown, actor: Actor) => Promise<Result<Issued>>,
): (previous: ActionState, form: FormData) => Promise<ActionState<Issued>> {
  return async (_previous, form) => {
    const received = await receiveForm(form);
    if (received.status === 'failed') return received;
    const { idempotencyKey: _dropped, ...values } = received.values;
    const result = await issue(values, received.actor);
    if (!result.ok) return { status: 'failed', error: result.error, values };
    revalidatePath('/', 'layout');
    return { status: 'done', value: result.value };
  };
}
