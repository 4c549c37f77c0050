import { z } from 'zod';
import { organizationScope } from '../../access/organization-scope';
import { can } from '../../access/permissions';
import { idInput } from '../../command/id-input';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';
import { databaseNow } from '../../db/transaction';
import { notFound } from '../../errors';
import { findRepeatable } from '../../scrub-plans/sign-off/find-repeatable';
import { whyNotSigned } from '../../scrub-plans/sign-off/why-not-signed';
import { whyNotReset } from '../reset/reset';
import { smokeResult } from '../smoke/smoke-result';
import { whyNotActivate, whyNotDiscard, whyNotRebuildCopy, whyNotRefresh, whyNotRollBack } from './copy';
import { findToCome } from './find-to-come';

/** Ended copies are history; a few of them say how the last refreshes went. */
const shownCopies = 8;

/**
 * A sandbox's copies, latest first, each with what stands in the way of deciding about it, and whether a refresh can be
 * asked for. Null objections mean yes. Throws `not_found` for another organization's sandbox.
 */
export const getCopies = defineQuery({
  name: 'copy.list',
  input: z.object({ sandboxId: idInput }),
  allow: 'sandbox:read',
  run: async ({ input, actor }) => {
    const sandbox = await db().sandbox.findFirst({
      where: { AND: [{ id: input.sandboxId }, organizationScope(actor)] },
      select: {
        id: true,
        slug: true,
        state: true,
        shape: true,
        expiresAt: true,
        copies: copyRows,
        activeCopy: { select: { baseline: { select: { releasedAt: true } } } },
      },
    });
    if (!sandbox) throw notFound('sandbox');
    const now = await databaseNow(db());
    const [{ busy, ...toCome }, repeatable] = await Promise.all([
      findToCome(db(), sandbox.id),
      findRepeatable(db(), sandbox.id),
    ]);
    const hasBaseline = sandbox.activeCopy?.baseline?.releasedAt === null;
    const waiting = sandbox.copies.find(({ state }) => state === 'waiting');
    const unsigned = waiting
      ? await whyNotSigned(db(), {
          requestId: waiting.request?.id ?? null,
          readyAt: waiting.readyAt,
        })
      : null;
    const at = { now, busy, sandboxState: sandbox.state };
    const copies = sandbox.copies.map(({ request, ...copy }) => {
      const isLatest = request?.copies[0]?.id === copy.id;
      const requestState = request?.state ?? null;
      return {
        ...copy,
        smoke: smokeResult.nullable().parse(copy.smoke),
        request,
        whyNot: {
          activate: whyNotActivate(copy, at) ?? unsigned,
          discard: whyNotDiscard(copy),
          rollBack: whyNotRollBack(copy, at),
          rebuild: whyNotRebuildCopy({ state: copy.state, isLatest, requestState }),
        },
      };
    });
    return {
      sandboxId: sandbox.id,
      slug: sandbox.slug,
      copies,
      openRequest: toCome.openRequest,
      mayDecide: can(actor, 'copy:decide'),
      whyNotReset: whyNotReset(sandbox, { busy, toCome: toCome.toCome, hasBaseline }),
      whyNotRefresh: whyNotRefresh(sandbox, { now, busy, ...toCome }),
      /** Signatures that cover another build, which then takes no request of its own. */
      repeatable,
    };
  },
});

const copyRows = {
  orderBy: { createdAt: 'desc' },
  take: shownCopies,
  select: {
    id: true,
    state: true,
    origin: true,
    handOver: true,
    createdAt: true,
    readyAt: true,
    decideBy: true,
    activatedAt: true,
    keptUntil: true,
    sealedAt: true,
    dropReason: true,
    droppedAt: true,
    smoke: true,
    request: {
      select: {
        id: true,
        number: true,
        kind: true,
        state: true,
        purpose: true,
        copies: { orderBy: { createdAt: 'desc' }, take: 1, select: { id: true } },
      },
    },
  },
} as const;
