import { createHash } from 'node:crypto';
import { canonicalJson } from '../../canonical-json';
import { momentText } from '../../days';
import { db } from '../../db/client';
import type { Prisma } from '../../db/generated/client';
import { isChangeSigned } from '../../requests/approval';
import { laterEnd, whyNotExtend } from '../../sandboxes/extend/extension';
import { isGone, whyNotSuspend } from '../../sandboxes/sandbox';
import { findTold } from '../../sandboxes/shut/find-told';
import { whyNotStill } from '../../sandboxes/shut/require-still';
import type { BulkAct } from './bulk';

const columns = {
  id: true,
  slug: true,
  state: true,
  shape: true,
  expiresAt: true,
  protectedUntil: true,
  organization: { select: { name: true, contractDemandsReview: true } },
} satisfies Prisma.SandboxSelect;
type Found = Prisma.SandboxGetPayload<{ select: typeof columns }>;

type Asked = { act: BulkAct; days: number; now: Date };

/**
 * What would happen to each of these sandboxes, by name: `whyNot` says why one is left out. `shown` is a hash over all of it. Where
 * an end has passed, the later one counts from the moment of the act, which is no part of the hash.
 */
export async function planBulk(ids: readonly string[], asked: Asked) {
  const found = await db().sandbox.findMany({
    where: { id: { in: [...ids] } },
    orderBy: [{ slug: 'asc' }, { id: 'asc' }],
    select: columns,
  });
  const rows = await Promise.all(
    found.map(async (sandbox) => {
      const whyNot =
        whyNotInBulk(sandbox, asked) ??
        (asked.act === 'suspend' ? await whyNotStill(db(), sandbox.id) : null);
      const { id, slug, state, expiresAt } = sandbox;
      const isPast = expiresAt <= asked.now;
      const until =
        asked.act === 'extend' && !whyNot ? laterEnd({ expiresAt, now: asked.now }, asked.days) : null;
      const told = asked.act === 'tell' && !whyNot ? await findTold(db(), sandbox.id) : [];
      return { id, slug, state, told, customer: sandbox.organization.name, expiresAt, isPast, until, whyNot };
    }),
  );
  const facts = rows.map(({ id, state, expiresAt, isPast, whyNot, told }) => [
    id,
    state,
    isPast ? 'past' : expiresAt.toISOString(),
    whyNot,
    [...told].sort(),
  ]);
  const content = canonicalJson({ act: asked.act, days: asked.days, facts });
  return { rows, shown: createHash('sha256').update(content).digest('hex') };
}

/** Why this one is left out, in words; null where it is not. Pure. */
function whyNotInBulk(sandbox: Found, { act, now }: Asked): string | null {
  if (act === 'tell') return isGone(sandbox.state) ? 'It is gone.' : null;
  if (sandbox.shape === 'snapshot') return 'It came from production and is decided on its own page.';
  if (act === 'extend') {
    if (isChangeSigned({ shape: sandbox.shape, ...sandbox.organization }))
      return 'Compliance signs a later end; ask for it on its own page.';
    return whyNotExtend(sandbox.state);
  }
  const { protectedUntil } = sandbox;
  if (protectedUntil && protectedUntil > now) return `It is protected until ${momentText(protectedUntil)}.`;
  return whyNotSuspend(sandbox.state);
}
