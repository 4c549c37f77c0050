import { redirect } from 'next/navigation';
import type { z } from 'zod';
import { keepCookies, type SignInStep, signOut } from '@/lib/access/session';
import { fieldErrors } from '@/lib/command/field-errors';
import { toFailure } from '@/lib/command/run';
import type { ActionState } from '@/lib/command/web/action-state';
import { type FormValues, readForm } from '@/lib/command/web/read-form';
import { refuseForeign } from '@/lib/command/web/to-action';
import { KnownError } from '@/lib/errors';

/**
 * Turns a way to sign in into a server action: the one door that is open to people who are not signed in, which is why
 * it is not `toAction`. Refuses forms that were not sent from our own pages, so that nobody is signed in as somebody
 * else by a page elsewhere; sets the cookies of the step and goes where it leads.
 */
export function toSignInAction<Input extends z.ZodType>(
  input: Input,
  step: (values: z.output<Input>) => Promise<SignInStep>,
): (previous: ActionState, form: FormData) => Promise<ActionState<never>> {
  return async (_previous, form) => {
    let [values, location]: [FormValues, string] = [{}, ''];
    try {
      await refuseForeign();
      if (!(form instanceof FormData)) throw new KnownError('invalid_input', 'This is no form of ours.');
      values = readForm(form);
      location = await takeStep(input.safeParse(values), step);
    } catch (error) {
      // Without script React sends the state back with the form, and refuses objects without a prototype.
      return { status: 'failed', error: toFailure(error, 'sign-in'), values: structuredClone(values) };
    }
    redirect(location);
  };
}

async function takeStep<Input>(
  parsed: z.ZodSafeParseResult<Input>,
  step: (values: Input) => Promise<SignInStep>,
): Promise<string> {
  if (!parsed.success)
    throw new KnownError('invalid_input', 'Please correct the marked fields.', fieldErrors(parsed.error));
  const taken = await step(parsed.data);
  await keepCookies(taken);
  return taken.location;
}

/** The action that ends this browser's session. */
export function toSignOutAction(): () => Promise<void> {
  return async () => {
    await refuseForeign();
    await signOut();
    redirect('/sign-in');
  };
}
