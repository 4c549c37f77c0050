import { clock } from '@/lib/clock';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import type { CopyOptions, SnapshotReport } from './copy-options';
import { createCopySessions } from './copy-sessions';
import { fillTarget } from './fill-target';
import { defaultLimits, heldTooLong } from './limits';
import { prepareCopy } from './prepare-copy';
import { holdSnapshot } from './source/hold-snapshot';
import { startWatch } from './source/start-watch';

/**
 * A masked copy of schemas from one database into another, as of one moment of the source.
 *
 * Everything is read through one exported snapshot: the structure, which is compared with the plan before a row moves,
 * the rows, each passed through its masks inside the SELECT on the source, and on request the proof. A plan that does
 * not name a column, or names it with another type, is refused; nothing has been written by then.
 *
 * A copy that fails or is cancelled has ended all its sessions when the promise settles. What it wrote stays in the
 * target database for the caller to drop, since only the caller knows whose database it is; it must never be opened
 * to anyone. Repeating means a fresh database and a fresh key: half a copy is not taken up again.
 *
 * Limits: one tenant is a database, some schemas, or the rows that a key tells apart in schemas which tenants share.
 * Large objects are not copied. Views outside the schemas are not followed.
 */

/**
 * Copies, and resolves with what was done. Rejects with `PlanRefused` where the plan does not fit the source, and with
 * a `ProvisioningError` for every other known failure; neither message holds a value of a row.
 */
export async function copySnapshot(plan: ScrubPlan, options: CopyOptions): Promise<SnapshotReport> {
  const began = clock.elapsed();
  const limits = { ...defaultLimits, ...options.limits };
  const applicationName = options.applicationName ?? 'sandgate';
  const sessions = createCopySessions({ ...options, limits, applicationName, tenant: plan.tenant });
  try {
    const held = await holdSnapshot({ url: options.source.url, schemas: plan.schemas }, sessions);
    const heldSince = clock.elapsed();
    sessions.keep(held.client);
    const deadline = setTimeout(() => sessions.giveUp(heldTooLong(limits)), limits.heldMs);
    try {
      const watch = await startWatch(options.source.url, held, sessions);
      const prepared = await prepareCopy(plan, held, options, sessions);
      const filled = await fillTarget(plan, { ...held, watch }, prepared, options, sessions);
      await watch.stop();
      const now = clock.elapsed();
      const times = { heldMs: Math.round(now - heldSince), totalMs: Math.round(now - began) };
      return { manifest: prepared.manifest, ...filled, ...times };
    } finally {
      clearTimeout(deadline);
    }
  } catch (thrown) {
    // A session that was lost says so a moment after its statement failed.
    await clock.sleep(20);
    throw sessions.explain(thrown);
  } finally {
    await sessions.close();
  }
}
