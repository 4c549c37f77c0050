import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { z } from 'zod';
import type { PersonActor } from '../../access/actor';
import { currentActor, requireActor } from '../../access/session';
import type { Json } from '../../canonical-json';
import { KnownError } from '../../errors';
import type { Command } from '../command';
import { assertOwnOrigin } from '../own-origin';
import { run, toFailure } from '../run';
import type { ActionState } from './action-state';
import { type FormValues, readForm } from './read-form';

export type ActionOptions<Output> = {
  /** Where to go once it is done; stays on the page when left out. */
  redirectTo?: (value: Output) => string;
  /** False for what changes nothing that any page shows; pages are then not read again. */
  refreshes?: boolean;
  /** Shapes the form for the command, for the few whose fields do not map one to one. */
  read?: (values: FormValues) => unknown;
};

/**
 * Turns a command into a server action for `useActionState`. A hidden field `idempotencyKey` makes a repeated submit
 * answer with the first one's result.
 */
export function toAction<Input extends z.ZodType, Output extends Json>(
  command: Command<Input, Output>,
  options: ActionOptions<Output> = {},
): (previous: ActionState, form: FormData) => Promise<ActionState<Output>> {
  return async (_previous, form) => {
    const received = await receiveForm(form);
    if (received.status === 'failed') return received;
    const { idempotencyKey, ...values } = received.values;
    const raw = options.read ? options.read(values) : values;
    const key = typeof idempotencyKey === 'string' && idempotencyKey ? { idempotencyKey } : {};
    const result = await run(command, raw, received.actor, key);
    if (!result.ok) return { status: 'failed', error: result.error, values };
    if (options.redirectTo) redirect(options.redirectTo(result.value));
    if (options.refreshes !== false) revalidatePath('/', 'layout');
    return { status: 'done', value: result.value };
  };
}

type Received =
  | { status: 'received'; actor: PersonActor; values: FormValues }
  | Extract<ActionState<never>, { status: 'failed' }>;

/**
 * Who sent a form and what stands in it, asked in this order: our own page as the origin, a session, the fields, and that
 * the person is the one who filled them in. Each action is a public endpoint, and whoever is refused at one of these makes
 * us read no further.
 *
 * Without a session the page is told so and stays: an autosave must not lead away from a half-written text. Only without
 * script, where the browser shows whatever comes, people are sent to sign in.
 */
export async function receiveForm(form: unknown): Promise<Received> {
  try {
    await refuseForeign();
    const isScripted = (await headers()).has('next-action');
    const actor = isScripted ? await currentActor() : await requireActor();
    if (!actor) throw new KnownError('unauthenticated', endedSession);
    if (!(form instanceof FormData)) throw new KnownError('invalid_input', 'This is no form of ours.');
    // Copied, since React sends no object without a prototype back to a page without script.
    const { actingAs, ...values } = structuredClone(readForm(form));
    if (typeof actingAs === 'string' && actingAs !== actor.id)
      throw new KnownError(
        'unauthenticated',
        `${actor.name} is signed in by now, and somebody else filled this in. It was not sent: sign in as whoever typed it.`,
      );
    return { status: 'received', actor, values };
  } catch (error) {
    // How Next.js goes to another page.
    if (!(error instanceof KnownError)) throw error;
    return { status: 'failed', error: toFailure(error, 'form'), values: {} };
  }
}

const endedSession =
  'Your session has ended. What you typed is still here: sign in, come back to this page and go on.';

/** Throws `forbidden` unless this request comes from a page of this desk. */
export async function refuseForeign(): Promise<void> {
  assertOwnOrigin(await headers());
}
