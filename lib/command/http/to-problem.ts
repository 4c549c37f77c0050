import type { FieldErrors } from '../../errors';
import type { Failure } from '../result';
import { toFailure } from '../run';
import { Problem } from './problem';

/**
 * What went wrong while a request was served, as its sender may be told it. What nobody foresaw is logged under an id. It
 * is not said then that nothing was changed, since only a command knows that of itself.
 */
export function toProblem(error: unknown, doing: string): Problem {
  if (error instanceof Problem) return error;
  const failure = toFailure(error, doing);
  const message = failure.id
    ? `Something went wrong on our side; its number is ${failure.id}.`
    : failure.message;
  return problemOf({ ...failure, message });
}

/** The failure of a command or query as a problem; the parameter that was refused, if it was one, stands in `parameter`. */
export function problemOf({ code, message, fields, id }: Failure): Problem {
  const [parameter] = Object.keys(fields);
  return new Problem(code, inWords(message, fields), {
    members: { ...(parameter ? { parameter } : {}), ...(id ? { id } : {}) },
  });
}

/** Prefers the messages of single fields to the general one, which speaks of fields that a program does not show. */
function inWords(message: string, fields: FieldErrors): string {
  const ofFields = Object.values(fields).flat();
  return ofFields.every((each) => message.includes(each)) ? message : ofFields.join(' ');
}
