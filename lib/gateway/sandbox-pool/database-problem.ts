import type { DatabaseError } from 'pg';
import { Problem, tryLater } from '../../command/http/problem';

/** What was being done when the database refused; a foreign key means another thing each time. */
export type Doing = 'list' | 'get' | 'create' | 'update' | 'delete';

/**
 * An SQLSTATE as the sandbox's caller may be told it (PostgreSQL documentation, appendix A); null for one that can only
 * be a fault of ours. Names of constraints and columns are told; the driver's `message` and `detail` quote row values
 * and are left out.
 */
export function databaseProblem(error: DatabaseError, doing: Doing, table: string): Problem | null {
  const code = error.code ?? '';
  const members = namedParts(error);
  switch (code) {
    case '23505':
    case '23P01':
      return new Problem('conflict', `Another record stands in the way: ${named(error)}.`, { members });
    case '23503':
    case '23001':
      return foreignKeyProblem(error, doing, table);
    case '23502':
      return new Problem('invalid_record', `${error.column ?? 'A column'} must not be empty.`, {
        members: {
          ...members,
          ...(error.column ? { fields: { [error.column]: ['must not be empty.'] } } : {}),
        },
      });
    case '42501':
      return new Problem('forbidden', 'The role of this sandbox may not do this.', { members });
    case '57014':
      return tryLater('timeout', 'The database took over 5 seconds; nothing was changed.', 5);
    case '55P03':
    case '40001':
    case '40P01':
      return tryLater('unavailable', 'Another change was in the way; nothing was changed.');
    case '53300':
      return tryLater('unavailable', 'This sandbox has no connection left.', 2);
    case '42601':
      return null;
    case '42883':
      return new Problem('invalid_parameter', 'A column of this type cannot be compared.', { members });
  }
  return problemByClass(code, members, doing, named(error));
}

function problemByClass(
  code: string,
  members: Record<string, unknown>,
  doing: Doing,
  constraint: string,
): Problem | null {
  const refused = doing === 'list' || doing === 'get' ? 'invalid_parameter' : 'invalid_record';
  switch (code.slice(0, 2)) {
    case '22':
      return new Problem(refused, 'A value does not fit the type of its column.', { members });
    case '23':
    case '44':
      return new Problem(refused, `A rule of the table refuses this: ${constraint}.`, { members });
    case '0A':
    case '42':
    case '55':
      return new Problem(refused, 'The database does not allow this for these records.', { members });
    case '08':
    case '25':
    case '53':
    case '57':
    case '58':
      return tryLater('unavailable', 'The database of this sandbox is not available at the moment.', 5);
    case '':
    case 'F0':
    case 'XX':
      return null;
    default:
      // A trigger of the product may raise any SQLSTATE that it likes.
      return new Problem(refused, 'A rule or a limit of the database refuses this.', { members });
  }
}

/** Deleting, or changing a key, fails over records that refer here; writing fails over one that is not there. */
function foreignKeyProblem(error: DatabaseError, doing: Doing, table: string): Problem {
  const members = namedParts(error);
  const isReferredTo = doing === 'delete' || (doing === 'update' && error.table !== table);
  return isReferredTo
    ? new Problem('conflict', `Other records refer to this one: ${named(error)}.`, { members })
    : new Problem('invalid_record', `It refers to a record that does not exist: ${named(error)}.`, {
        members,
      });
}

const named = (error: DatabaseError) => error.constraint ?? 'a constraint without a name';

function namedParts({ code, constraint }: DatabaseError): Record<string, unknown> {
  return { sqlstate: code, ...(constraint ? { constraint } : {}) };
}
