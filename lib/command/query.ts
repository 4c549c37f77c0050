import type { z } from 'zod';
import type { Actor } from '../access/actor';
import { assertCan, type Permission } from '../access/permissions';
import { isUnreadable } from '../db/is-unreadable';
import { KnownError } from '../errors';
import { fieldErrors } from './field-errors';

/**
 * One question that people may ask. What the actor may see belongs into the where-clause of `run`, so that another
 * organization's object is as absent as one that does not exist.
 */
export type Query<Input extends z.ZodType, Output> = {
  name: string;
  input: Input;
  allow: Permission;
  run: (context: { input: z.output<Input>; actor: Actor }) => Promise<Output>;
};

/** Declares a query; the identity function, for its types. */
export function defineQuery<Input extends z.ZodType, Output>(
  query: Query<Input, Output>,
): Query<Input, Output> {
  return query;
}

/**
 * Asks: permission, parse, run. Throws KnownError (`invalid_input`, `forbidden`, `not_found`). Changes nothing.
 *
 * What the schema lets pass and the database cannot read is `invalid_input` as well, under the parameter's name.
 */
export async function ask<Input extends z.ZodType, Output>(
  query: Query<Input, Output>,
  rawInput: unknown,
  actor: Actor,
): Promise<Output> {
  assertCan(actor, query.allow);
  const parsed = query.input.safeParse(rawInput);
  if (!parsed.success)
    throw new KnownError(
      'invalid_input',
      'Some of what was asked for cannot be read.',
      fieldErrors(parsed.error),
    );
  try {
    return await query.run({ input: parsed.data, actor });
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    const name = await nameUnreadable(query, rawInput, actor);
    throw new KnownError('invalid_input', `${name || 'A value'}: The database takes no such value.`, {
      [name]: ['The database takes no such value.'],
    });
  }
}

/**
 * Which parameter the database could not read: the one without which it answers, else the first that cannot be left out.
 * PostgreSQL does not say it. Asks once for each parameter, so it is for the way down.
 */
async function nameUnreadable<Input extends z.ZodType, Output>(
  query: Query<Input, Output>,
  rawInput: unknown,
  actor: Actor,
): Promise<string> {
  const given = Object.entries(rawInput ?? {}).filter(([, value]) => value !== undefined);
  let needed = '';
  for (const [name] of given) {
    const parsed = query.input.safeParse({ ...Object.fromEntries(given), [name]: undefined });
    if (!parsed.success) {
      needed ||= name;
      continue;
    }
    const stillFails = await query.run({ input: parsed.data, actor }).then(
      () => false,
      (error: unknown) => isUnreadable(error),
    );
    if (!stillFails) return name;
  }
  return needed;
}
