import type { ClientBase } from 'pg';
import { readFunctionSettings } from '../../catalogue/obstacles/read-function-settings';
import { errorCodeOf } from '../../provisioning-error';
import type { Refusal } from '../refusal';

/**
 * Functions that set a parameter which the target does not know, or keeps for superusers: CREATE FUNCTION fails there. A
 * parameter with a point in its name belongs to an extension or to nobody, and anybody may set it unless the target says otherwise.
 */
export async function findUnsettable(
  source: ClientBase,
  target: ClientBase,
  schemas: readonly string[],
): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  for (const { object, setting } of await readFunctionSettings(source, schemas)) {
    const fault = await faultOf(target, setting);
    if (fault === null) continue;
    const message = `The ${object} sets the parameter ${setting}, ${fault}`;
    refusals.push({ code: 'outside_dependency', table: object, message });
  }
  return refusals;
}

async function faultOf(target: ClientBase, setting: string): Promise<string | null> {
  const { rows } = await target.query<{ settable: boolean; role: string }>(
    `SELECT context = 'user' OR pg_catalog.has_parameter_privilege(current_user, name, 'SET') AS settable, current_user AS role
       FROM pg_catalog.pg_settings WHERE lower(name) = $1`,
    [setting],
  );
  const [known] = rows;
  const kept =
    'which the target keeps for superusers: let its administrator grant SET on the parameter to the role that builds (GRANT SET ON PARAMETER), or take it out of the function at the source.';
  if (known) return known.settable ? null : kept;
  if (setting.includes('.')) return null;
  try {
    // Some are in no list, such as "role"; those that only superusers see are an error.
    const found = await target.query<{ value: string | null }>('SELECT current_setting($1, true) AS value', [
      setting,
    ]);
    return found.rows[0]?.value == null
      ? 'which the target’s version does not have: use a cluster of the source’s version, or take it out of the function at the source.'
      : null;
  } catch (thrown) {
    if (errorCodeOf(thrown) === '42501') return kept;
    throw thrown;
  }
}
