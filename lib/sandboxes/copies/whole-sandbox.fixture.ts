import { expect } from 'vitest';
import { db } from '../../db/client';
import { isShut } from '../sandbox';

/** Whatever happened: one copy in use as long as the sandbox is, and the sandbox points at it. */
export async function expectWhole(sandboxId: string, told = ''): Promise<void> {
  const { state, activeCopyId, copies } = await db().sandbox.findUniqueOrThrow({
    where: { id: sandboxId },
    include: { copies: true },
  });
  const active = copies.filter((copy) => copy.state === 'active');
  if (state === 'ready' || isShut(state)) {
    expect(active, told).toHaveLength(1);
    expect(active[0]?.id, told).toBe(activeCopyId);
  } else expect([active, activeCopyId], told).toEqual([[], null]);
  expect(copies.filter((copy) => copy.state === 'kept').length, told).toBeLessThanOrEqual(1);
}
