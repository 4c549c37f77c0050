import { Problem } from '../../command/http/problem';

/** A record was refused because of one column; the column's name stands in `fields`. */
export function refuseColumn(column: string, reason: string): Problem {
  return new Problem('invalid_record', `${column}: ${reason}`, {
    members: { fields: { [column]: [reason] } },
  });
}
