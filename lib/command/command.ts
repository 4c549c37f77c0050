import type { z } from 'zod';
import type { Actor } from '../access/actor';
import type { Permission } from '../access/permissions';
import type { AuditEntry } from '../audit/audit-event';
import type { Json } from '../canonical-json';
import type { Tx } from '../db/transaction';
import type { EnqueueOptions } from '../jobs/enqueue';
import type { Job } from '../jobs/job';

/** What a command's `run` is given. All of it belongs to one transaction that may be run again after a lost race. */
export type CommandContext<Input> = {
  input: Input;
  actor: Actor;
  tx: Tx;
  /** The database's clock at the start of the transaction. */
  now: Date;
  /** Adds a job that exists if and only if this command commits. */
  enqueue: <Payload extends z.ZodType>(
    job: Job<Payload>,
    payload: z.input<Payload>,
    options?: EnqueueOptions,
  ) => Promise<void>;
};

/**
 * One thing that people may do. All five parts are required, so that a command without a permission or an audit entry
 * does not compile. The result must be JSON, since a repeated idempotency key answers with the stored one; it must
 * carry no secret that may not be stored. `run` stands before `audit`, so that TypeScript knows its result there. `audit`
 * gives null only where this run changed nothing, or goes on with what an earlier event has told already (decision 0083).
 */
export type Command<Input extends z.ZodType, Output extends Json> = {
  /** `noun.verb` */
  name: string;
  input: Input;
  allow: Permission;
  run: (context: CommandContext<z.output<Input>>) => Promise<Output>;
  audit: (context: { input: z.output<Input>; result: Output }) => AuditEntry | null;
};

/** Declares a command; the identity function, for its types. */
export function defineCommand<Input extends z.ZodType, Output extends Json>(
  command: Command<Input, Output>,
): Command<Input, Output> {
  return command;
}
