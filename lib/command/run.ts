import type { z } from 'zod';
import type { Actor } from '../access/actor';
import { assertCan } from '../access/permissions';
import { appendEvent } from '../audit/append-event';
import type { Json } from '../canonical-json';
import { isUnreadable } from '../db/is-unreadable';
import { databaseNow, transaction } from '../db/transaction';
import { KnownError } from '../errors';
import { createId } from '../ids';
import { enqueue } from '../jobs/enqueue';
import { log } from '../log';
import type { Command } from './command';
import { fieldErrors } from './field-errors';
import { claimKey, storeResult } from './idempotency';
import type { Failure, Result } from './result';

/**
 * THE DOOR. Everything that must hold for all that people do is written here and nowhere else, in this order: parse,
 * permission, begin, run, audit row and jobs in the same transaction, commit, known errors to a result.
 *
 * A lost race (serialization failure, deadlock) runs the whole transaction again. An error that nobody foresaw is
 * logged under an id, and the person is told that id and nothing else.
 */
export async function run<Input extends z.ZodType, Output extends Json>(
  command: Command<Input, Output>,
  rawInput: unknown,
  actor: Actor,
  options: { idempotencyKey?: string } = {},
): Promise<Result<Output>> {
  try {
    assertCan(actor, command.allow);
    const parsed = command.input.safeParse(rawInput);
    if (!parsed.success)
      throw new KnownError('invalid_input', 'Please correct the marked fields.', fieldErrors(parsed.error));
    const input = parsed.data;
    const key = options.idempotencyKey;
    const value = await transaction(async (tx) => {
      const now = await databaseNow(tx);
      if (key) {
        const earlier = await claimKey(tx, actor, { key, command: command.name, input });
        if (earlier !== undefined) return earlier as Output;
      }
      const result = await command.run({
        input,
        actor,
        tx,
        now,
        enqueue: (job, payload, when) => enqueue(tx, job, payload, when),
      });
      if (key) await storeResult(tx, actor, key, result);
      const entry = command.audit({ input, result });
      if (entry) await appendEvent(tx, actor, entry, now);
      return result;
    });
    return { ok: true, value };
  } catch (error) {
    return { ok: false, error: toFailure(error, command.name) };
  }
}

/** Like `run`, for callers that are code: throws the KnownError instead of returning it. */
export async function runOrThrow<Input extends z.ZodType, Output extends Json>(
  command: Command<Input, Output>,
  rawInput: z.input<Input>,
  actor: Actor,
): Promise<Output> {
  const result = await run(command, rawInput, actor);
  if (result.ok) return result.value;
  const { code, message, fields } = result.error;
  if (code === 'internal') throw new Error(`${command.name} failed: ${message}`);
  throw new KnownError(code, message, fields);
}

/** An error as a person may be told it; logs what is not foreseen and hands out the id of that log line. */
export function toFailure(error: unknown, doing: string): Failure {
  if (error instanceof KnownError) return { code: error.code, message: error.message, fields: error.fields };
  if (isUnreadable(error))
    return {
      code: 'invalid_input',
      message: 'The database takes no such value. Nothing was changed.',
      fields: {},
    };
  const id = createId();
  log.error({ id, doing, error }, 'unforeseen failure');
  return {
    code: 'internal',
    message: `Something went wrong on our side. Nothing was changed. If it happens again, tell us this number: ${id}.`,
    fields: {},
    id,
  };
}
