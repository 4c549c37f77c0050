import type { FunctionSetting } from '../../catalogue/obstacles/read-function-settings';
import type { Parameter } from '../../catalogue/server/read-parameters';
import type { Obstacle } from './obstacle';

/**
 * Functions that set a parameter (CREATE FUNCTION … SET) which a server does not have, or keeps for superusers: making them
 * fails there. `isTarget` says whether the server is the one that the copy is for; the source alone can only say what a
 * target may keep. Pure.
 */
export function findUnsettable(
  settings: readonly FunctionSetting[],
  parameters: ReadonlyMap<string, Parameter>,
  isTarget: boolean,
): Obstacle[] {
  return settings.flatMap(({ id, object, setting }) => {
    const parameter = parameters.get(setting) ?? 'settable';
    if (parameter === 'settable') return [];
    const server = isTarget ? 'the target' : 'a server';
    const [fault, way] =
      parameter === 'kept'
        ? [
            `${server} keeps for superusers`,
            'The target’s administrator can grant SET on the parameter to the role that builds (GRANT SET ON PARAMETER)',
          ]
        : ['the target’s version does not have', 'Use a cluster of the source’s version'];
    const reason = `it sets the parameter ${setting}, which ${fault}`;
    const help = `${way}, or the owner takes it out of the function in the source.`;
    return [{ id, object, code: 'outside_dependency' as const, reason, help }];
  });
}
