import { systemActor } from '../access/actor';
import { db } from '../db/client';
import { configure } from '../env';
import { createId } from '../ids';
import { returnPathFor } from '../notices/bounces/return-path';
import type { Scenario } from './house-scenarios';

/** The commands about notices, each with an input that succeeds. */
export const noticeScenarios: Record<string, Scenario> = {
  'notice.mark_read': async (world) => {
    const notice = { subject: 'Ready', text: '', href: '/requests' };
    await db().notice.create({ data: { id: createId(), personId: world.customer.id, ...notice } });
    return { input: { until: '2099-01-01T00:00:00Z' }, actor: world.customer };
  },
  'notice.choose_mails': async (world) => ({
    input: { zone: 'Europe/Berlin', mails: ['activity'] },
    actor: world.customer,
  }),
  'notice.note_bounce': async (world) => {
    configure({
      BOUNCE_ADDRESS: 'bounces@desk.example.test',
      BOUNCE_SECRET: 'of-the-scenarios-and-of-nothing-else',
    });
    await db().person.update({ where: { id: world.customer.id }, data: { bounces: 0, bouncedLast: null } });
    const returnPath = returnPathFor(world.customer, new Date());
    return { input: { returnPath, isPermanent: true }, actor: systemActor('mail server') };
  },
  'notice.retry_mails': async (world) => {
    const data = { bounces: 1, bouncedSince: new Date() };
    await db().person.update({ where: { id: world.customer.id }, data });
    return { input: {}, actor: world.customer };
  },
  'notice.stop_mails': async (world) => {
    await db().person.update({ where: { id: world.customer.id }, data: { mailsWarnings: true } });
    return { input: {}, actor: world.customer };
  },
};
