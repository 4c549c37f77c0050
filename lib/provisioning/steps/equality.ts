import { writeMark } from '../cluster/database-mark';
import { ProvisioningError } from '../provisioning-error';
import { isMarked, type Step } from '../step';
import { describeInside } from '../structure/describe-inside';
import { baselineOf, readSealed } from './copy-baseline';

/**
 * The copy is compared with what was noted when the baseline was sealed: structure, and where each sequence stands. The rows
 * are the baseline's own files, which nobody could change. A baseline of a release that noted nothing is taken as it is the
 * first time, and from then on every reset has to come to the same. A clone of a sandbox as it is now has to have the
 * structure that was delivered; its rows and sequences have moved on.
 */
export const equality: Step = {
  name: 'equality',
  title: 'Equal to the baseline',
  isDone: (build) => isMarked(build, 'equality'),
  async run(build) {
    const sealed = await readSealed(build);
    const found = await build.builder.inside((client) => describeInside(client, build.schema));
    const { inside } = sealed;
    const asNow = build.order.clone?.inUse !== undefined;
    if (!inside && !asNow) await note(build, { ...sealed, inside: found });
    else if (inside && inside.structure !== found.structure)
      throw new ProvisioningError('structure_mismatch', 'The copy is built otherwise than its baseline was.');
    else if (inside && !asNow && inside.sequences !== found.sequences)
      throw new ProvisioningError(
        'data_invalid',
        'A sequence of the copy stands elsewhere than in its baseline.',
      );
    await build.markDone('equality');
    if (asNow) return { detail: inside ? 'Structure as delivered.' : 'The baseline notes no structure.' };
    return { detail: inside ? 'Structure and sequences as sealed.' : 'Noted for the next reset.' };
  },
};

type Marked = Parameters<typeof writeMark>[2];

async function note(build: Parameters<Step['run']>[0], mark: Marked): Promise<void> {
  const { database } = baselineOf(build);
  await writeMark(await build.cluster(), database, mark, build.options.connections.markKey);
}
