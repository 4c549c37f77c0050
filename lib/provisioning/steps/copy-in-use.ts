import type { Build } from '../build';
import { closeCopy } from '../close-copy';
import { ProvisioningError } from '../provisioning-error';
import { isMarked, type Step } from '../step';
import { baselineOf, copyWhole, openToBuilder } from './copy-baseline';

/**
 * The database that another sandbox has in use, copied file by file: all of one moment, since nobody can be connected to it
 * meanwhile. It is closed for that, and whoever was in is put out. What becomes of it then is told by the desk, which is asked
 * however the copying ends; a worker that dies here leaves it closed, and whoever takes the attempt over asks again.
 */
export const copyInUse: Step = {
  name: 'copy',
  title: 'Copy of the sandbox',
  isDone: (build) => isMarked(build, 'copy'),
  async run(build) {
    const database = inUseOf(build);
    const { fingerprint } = baselineOf(build);
    try {
      await closeCopy({ database }, build.options);
      await build.options.pauseAt?.('copy:closed');
      const result = await copyWhole(build, database);
      await build.options.onInUseCopied?.();
      await openToBuilder(build, { rows: null, fingerprint });
      return result;
    } catch (thrown) {
      await build.options.onInUseCopied?.().catch(() => undefined);
      throw thrown;
    }
  },
};

function inUseOf(build: Build): string {
  const { clone } = build.order;
  if (!clone?.inUse) throw new ProvisioningError('plan_invalid', 'It names no database in use.');
  return clone.inUse;
}
