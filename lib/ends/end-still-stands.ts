import { keepAlivePath } from '../activity/keep-alive/keep-alive-path';
import { databaseNow } from '../db/transaction';
import type { NoticeCheck } from '../notices/notice-check';
import { isUnbuilt } from '../sandboxes/sandbox';
import { askedEnd, unusedEnd } from './coming-end';
import { findEnding } from './find-ending';

/**
 * A warning of an end, named by its key, holds while the sandbox can end and that is still one of its two ends. What is not used
 * can be kept by a link.
 */
export const endStillStands: NoticeCheck = {
  name: 'sandbox_end',
  holds: async (tx, { id, at }) => {
    const [sandbox] = await findEnding(tx, { id });
    if (!sandbox || sandbox.endedAt) return false;
    const { state } = sandbox;
    if (state !== 'ready' && state !== 'suspended' && !isUnbuilt(state)) return false;
    return [askedEnd(sandbox), unusedEnd(sandbox)].some((end) => end?.key.getTime() === at.getTime());
  },
  findLink: async (tx, { id, at }, personId) => {
    const [sandbox] = await findEnding(tx, { id });
    if (sandbox?.state !== 'ready' || unusedEnd(sandbox)?.key.getTime() !== at.getTime()) return null;
    const now = await databaseNow(tx);
    return { label: 'Say that it is still needed', path: keepAlivePath({ personId, sandboxId: id }, now) };
  },
};
