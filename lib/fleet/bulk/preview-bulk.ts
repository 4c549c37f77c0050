import { defineQuery } from '../../command/query';
import { db } from '../../db/client';
import { databaseNow } from '../../db/transaction';
import { readFleet } from '../read-fleet';
import { bulkPreviewInput, mostAtOnce } from './bulk';
import { planBulk } from './plan-bulk';

/**
 * What an act on many sandboxes would do to each, and what it leaves out and why. Changes nothing. Of more than 500 none is shown,
 * since nobody would look through them: `isTooMany`.
 */
export const previewBulk = defineQuery({
  name: 'fleet.preview_bulk',
  input: bulkPreviewInput,
  allow: 'fleet:act',
  run: async ({ input: { sandboxes, act, days, ...filter } }) => {
    const now = await databaseNow(db());
    const found =
      sandboxes ??
      (await readFleet({ filter, sort: 'ends', place: null, now }, mostAtOnce + 1)).map(({ id }) => id);
    const isTooMany = found.length > mostAtOnce;
    return { ...(await planBulk(isTooMany ? [] : found, { act, days, now })), isTooMany, act, days };
  },
});
