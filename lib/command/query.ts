import type { z } from 'zod';
import type { Actor } from '../access/actor';
import { assertCan, type Permission } from '../access/permissions';
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

/** Asks: parse, permission, run. Throws KnownError (`invalid_input`, `forbidden`, `not_found`). Changes nothing. */
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
  return query.run({ input: parsed.data, actor });
}
