import { z } from 'zod';
import { defineCommand } from '../../command/command';
import { lockFor } from '../../db/lock';
import { createId } from '../../ids';
import { notify } from '../../notices/notify';
import { peopleOfRole } from '../../requests/people-of-role';
import { sweepActs, sweepLimit } from './sweep-stop';

/**
 * Records that a sweep would take more than it may, and tells support and the administrators, once. A stop that waits already
 * is brought up to date without a word.
 */
export const stopSweep = defineCommand({
  name: 'sweep.stop',
  input: z.strictObject({ acts: sweepActs, fleet: z.int().nonnegative() }),
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const { acts, fleet } = input;
    await lockFor(tx, 'sweep-stop');
    const open = await tx.sweepStop.findFirst({
      where: { endedAt: null, allowedAt: null },
      select: { id: true },
    });
    const id = open?.id ?? createId();
    const columns = { acts, fleet };
    if (open) await tx.sweepStop.update({ where: { id }, data: columns });
    else {
      await tx.sweepStop.create({ data: { id, ...columns, createdAt: now } });
      const people = await peopleOfRole(tx, ['support', 'admin']);
      await notify(tx, enqueue, {
        kind: 'act',
        to: people.map((person) => person.id),
        subject: `The sweep of ends stopped: it would take ${acts.length} sandboxes`,
        text: `It suspends and drops ${sweepLimit(fleet)} at once without asking. Look at what it would take, and let it go on if that is right.`,
        href: '/sandboxes/sweep',
      });
    }
    return { stopId: id, isFirst: !open };
  },
  audit: ({ input, result }) =>
    result.isFirst
      ? {
          event: 'sweep.stopped',
          subject: { type: 'sweep', id: result.stopId },
          organizationId: null,
          details: { acts: input.acts.length, fleet: input.fleet },
        }
      : null,
});
