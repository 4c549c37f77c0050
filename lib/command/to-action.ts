import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { z } from 'zod';
import { requireActor } from '../access/session';
import type { Json } from '../audit/canonical-json';
import { env } from '../env';
import type { ActionState } from './action-state';
import type { Command } from './command';
import { type FormValues, readForm } from './read-form';
import { run } from './run';

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
 * answer with the first one's result. Refuses requests that do not come from our own pages: Next.js lets a missing
 * Origin pass with a warning, and each action is a public endpoint.
 */
export function toAction<Input extends z.ZodType, Output extends Json>(
  command: Command<Input, Output>,
  options: ActionOptions<Output> = {},
): (previous: ActionState<Output>, form: FormData) => Promise<ActionState<Output>> {
  return async (_previous, form) => {
    // Copied, since React sends no object without a prototype back to a page without script.
    const { idempotencyKey, ...values } = structuredClone(readForm(form));
    if (!(await isSameOrigin())) return { status: 'failed', error: foreignOrigin, values };
    const actor = await requireActor();
    const raw = options.read ? options.read(values) : values;
    const key = typeof idempotencyKey === 'string' && idempotencyKey ? { idempotencyKey } : {};
    const result = await run(command, raw, actor, key);
    if (!result.ok) return { status: 'failed', error: result.error, values };
    if (options.redirectTo) redirect(options.redirectTo(result.value));
    if (options.refreshes !== false) revalidatePath('/', 'layout');
    return { status: 'done', value: result.value };
  };
}

const foreignOrigin = {
  code: 'forbidden' as const,
  message: 'This was not sent from a page of this desk. Open the page again and repeat it there.',
  fields: {},
};

/** Origin must be present and ours; Sec-Fetch-Site, where a browser sends it, must agree. */
export async function isSameOrigin(): Promise<boolean> {
  const received = await headers();
  const site = received.get('sec-fetch-site');
  return (
    received.get('origin') === new URL(env().PUBLIC_URL).origin && (site === null || site === 'same-origin')
  );
}
