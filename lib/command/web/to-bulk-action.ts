import { revalidatePath } from 'next/cache';
import type { Actor } from '../../access/actor';
import type { Result } from '../result';
import type { ActionState } from './action-state';
import { receiveForm } from './to-action';

/**
 * The sibling of `toAction` for what runs many commands, each in a transaction of its own. `act` asks who may do it, sends each
 * command through the door (`run`) and makes their idempotency keys itself.
 */
export function toBulkAction<Outcome>(
  act: (rawInput: unknown, actor: Actor) => Promise<Result<Outcome>>,
): (previous: ActionState, form: FormData) => Promise<ActionState<Outcome>> {
  return async (_previous, form) => {
    const received = await receiveForm(form);
    if (received.status === 'failed') return received;
    const result = await act(received.values, received.actor);
    if (!result.ok) return { status: 'failed', error: result.error, values: received.values };
    revalidatePath('/', 'layout');
    return { status: 'done', value: result.value };
  };
}
