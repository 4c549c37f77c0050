import { daysAfter } from '../../days';
import type { Tx } from '../../db/transaction';
import { canonicalHash } from '../../plan-format/canonical-hash';
import type { Policy, PolicyDocument } from '../../policies/policy';
import { readPolicy } from '../../policies/read-policy';
import { findLapses, type Lapse, lapseDays } from '../../reviews/waiting/find-lapses';
import { endsSoon, findEnding } from '../find-ending';
import { type Forecast, forecastOf } from '../forecast';

/**
 * What a policy would change. For the fleet: every sandbox that is suspended on another day, by another rule, or with other later
 * stages than under the policy in force, among those that either of both suspends within 60 days. Calculated by the function that
 * the sweep acts by. For requests that wait: every one that ends by itself on another day.
 */

/** What lies further ahead is left out: until then most sandboxes are used again. */
export const horizonDays = 60;

/** Sandboxes that are read together. */
const pageSize = 500;

export type Planned = Pick<Forecast, 'rule' | 'suspendsAt' | 'retiresAt' | 'dropsAt'>;
export type Change = {
  sandboxId: string;
  slug: string;
  organizationId: string;
  before: Planned;
  after: Planned;
};

/** In the order of the day on which the proposed policy suspends; what it spares comes last. */
async function findChanges(tx: Tx, document: PolicyDocument, now: Date): Promise<Change[]> {
  const inForce = await readPolicy(tx);
  const proposed: Policy = { document, savedAt: now };
  const until = daysAfter(now, horizonDays);
  const changes: Change[] = [];
  for (let after = ''; ; ) {
    const where = {
      AND: [
        { OR: [endsSoon(until, inForce), endsSoon(until, proposed)] },
        { id: { gt: after }, state: 'ready' as const },
      ],
    };
    const [before, next] = [
      await findEnding(tx, where, { take: pageSize, policy: inForce }),
      await findEnding(tx, where, { take: pageSize, policy: proposed }),
    ];
    for (const [at, sandbox] of before.entries()) {
      const other = next[at];
      const [one, two] = [planned(forecastOf(sandbox, now)), other && planned(forecastOf(other, now))];
      if (!one || !two || isSame(one, two) || Math.min(dayOf(one), dayOf(two)) > until.getTime()) continue;
      const { id: sandboxId, slug, organizationId } = sandbox;
      changes.push({ sandboxId, slug, organizationId, before: one, after: two });
    }
    const last = before.at(-1);
    if (!last || before.length < pageSize) break;
    after = last.id;
  }
  return changes.sort(
    (one, other) => dayOf(one.after) - dayOf(other.after) || (one.slug < other.slug ? -1 : 1),
  );
}

const dayOf = ({ suspendsAt }: Planned) => suspendsAt?.getTime() ?? Number.POSITIVE_INFINITY;

function planned(forecast: Forecast | null): Planned | null {
  if (!forecast) return null;
  const { rule, suspendsAt, retiresAt, dropsAt } = forecast;
  return { rule, suspendsAt, retiresAt, dropsAt };
}

const days = ({ rule, ...dates }: Planned) => [
  rule,
  ...Object.values(dates).map((at) => at?.toISOString().slice(0, 10) ?? null),
];

const isSame = (one: Planned, other: Planned) => JSON.stringify(days(one)) === JSON.stringify(days(other));

/** What a policy would change, as it is shown before it is saved. */
export type Changes = { changes: Change[]; lapses: Lapse[]; hash: string };

/** All that a policy would change, with the hash that stands for it: another day, rule, sandbox or request makes another. */
export async function findAllChanges(tx: Tx, document: PolicyDocument, now: Date): Promise<Changes> {
  const changes = await findChanges(tx, document, now);
  const lapses = await findLapses(tx, await readPolicy(tx), { document, savedAt: now });
  return { changes, lapses, hash: hashOfChanges(document, changes, lapses) };
}

function hashOfChanges(
  document: PolicyDocument,
  changes: readonly Change[],
  lapses: readonly Lapse[],
): string {
  return canonicalHash({
    document,
    lapses: lapses.map(lapseDays),
    acts: changes.map(({ sandboxId, before, after }) => [sandboxId, ...days(before), ...days(after)]),
  });
}
