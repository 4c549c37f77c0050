import type { Prisma } from '../db/generated/client';
import { livingStates } from './sandbox';

/**
 * Sandboxes that count against the subscription's quota. A retired one has given its place up, and takes one again from the
 * moment in which its restoration is asked for; a restoration that fails gives the place back. Whoever compares the count with
 * the quota and acts on it holds the lock `organization:<id>`.
 *
 * Safe in the browser.
 */
export const counted = {
  OR: [
    { state: { in: livingStates.filter((state) => state !== 'retired') } },
    { state: 'retired', operations: { some: { kind: 'reopen', state: { in: ['queued', 'running'] } } } },
  ],
} satisfies Prisma.SandboxWhereInput;
