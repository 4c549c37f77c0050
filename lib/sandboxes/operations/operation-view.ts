import type { Actor } from '../../access/actor';
import { can } from '../../access/permissions';
import type { Prisma } from '../../db/generated/client';
import { stepOverview } from '../../operations/operation';
import { isReset } from '../copies/copy';
import { kindOf } from './sandbox-operation';

/** What pages and the event stream show of an operation. */
export const operationSelect = {
  id: true,
  kind: true,
  copyId: true,
  copy: { select: { handOver: true, origin: true } },
  state: true,
  attempt: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
  cancelRequestedAt: true,
  failureCode: true,
  failureMessage: true,
  failureRemedy: true,
  failureAside: true,
  againAt: true,
  requestedBy: { select: { name: true } },
  steps: {
    orderBy: { position: 'asc' },
    select: {
      name: true,
      title: true,
      position: true,
      state: true,
      rows: true,
      totalRows: true,
      bytes: true,
      detail: true,
      aside: true,
      overview: true,
      startedAt: true,
      finishedAt: true,
    },
  },
} satisfies Prisma.OperationSelect;

type Row = Prisma.OperationGetPayload<{ select: typeof operationSelect }>;

/**
 * Counts as numbers (exact to 2^53 rows), so that the view can travel as JSON. Customers are not shown what names another
 * session of production.
 */
export function toOperationView({ steps, failureAside, copy, ...operation }: Row, actor: Actor) {
  const isHouse = can(actor, 'queue:read');
  return {
    ...operation,
    isReset: copy !== null && isReset(copy),
    title: operation.kind === 'build' && copy ? titleOfBuild(copy) : kindOf(operation.kind).title,
    failureAside: isHouse ? failureAside : null,
    steps: steps.map(({ aside, ...step }) => ({
      ...step,
      aside: isHouse ? aside : null,
      rows: Number(step.rows),
      bytes: Number(step.bytes),
      totalRows: step.totalRows === null ? null : Number(step.totalRows),
      overview: stepOverview.parse(step.overview),
    })),
  };
}
/** What a build is to people: one beside a copy in use is a refresh, or a reset; one from another sandbox is a clone. */
function titleOfBuild(copy: NonNullable<Row['copy']>): string {
  if (isReset(copy)) return 'Reset';
  if (copy.origin === 'sandbox') return 'Clone';
  return copy.handOver === 'on_decision' ? 'Refresh' : kindOf('build').title;
}

export type OperationView = ReturnType<typeof toOperationView>;
