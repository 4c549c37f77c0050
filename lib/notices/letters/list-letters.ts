import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { clock } from '../../clock';
import { defineQuery } from '../../command/query';
import { stopMailsPath } from '../choices/stop-mails-path';
import { mailRules, type NoticeKind, noticeKinds } from '../notice';
import { type Told, writeActMail, writeDigest } from './write-letters';

/** What each kind may say, in the words of those who tell it. */
const examples: Record<NoticeKind, readonly Told[]> = {
  act: [{ subject: 'Request #7: approved', text: 'Now being built.', href: '/requests' }],
  warning: [
    {
      subject: 'Sandbox acme-trial ends on 30 Dec 2026, 14:05 UTC',
      text: 'Its keys open nothing from then on. Extend it on its page if you still need it.',
      href: '/sandboxes',
    },
    {
      subject: 'Sandbox acme-training ends on 31 Dec 2026, 09:00 UTC',
      text: 'Its keys open nothing from then on. Extend it on its page if you still need it.',
      href: '/sandboxes',
    },
  ],
  activity: [
    {
      subject: 'Sandbox acme-trial was kept 3 times without being used',
      text: 'Its people keep it from falling dormant and do nothing else with it.',
      href: '/sandboxes',
    },
  ],
};

/** Each kind of mail as the actor would get it, with examples in it. The link that stops mails is the actor's own. */
export const listLetters = defineQuery({
  name: 'letter.list',
  input: z.object({}),
  allow: 'letter:preview',
  run: async ({ actor }) => {
    const { id, name } = requirePerson(actor);
    const stopPath = stopMailsPath(id, clock.now());
    return noticeKinds.map((kind) => {
      const told = examples[kind];
      const [first] = told;
      const { isBatched, label } = mailRules[kind];
      if (!first) throw new Error(`There is no example of ${kind}.`);
      const mail = isBatched ? writeDigest(name, told, stopPath) : writeActMail(name, first);
      return { kind, label, isBatched, ...mail };
    });
  },
});
