import type { Guard } from './guard';

const digestTests = ['lib/notices/digest/digest.test.ts'];

/** Guards of notices: when a mail leaves, to whom, and what stops it. */
export const noticeGuards: readonly Guard[] = [
  {
    of: 'that a person gets one digest a day',
    file: 'lib/notices/digest/waiting-notices.ts',
    take: '  return person.digestedAt && person.digestedAt >= eight ? null : eight;\n',
    put: '  return eight;\n',
    tests: digestTests,
    only: 'is sent once a day',
  },
  {
    of: 'that a digest waits for the morning',
    file: 'lib/notices/digest/send-digest.handler.ts',
    take: '    if (!waiting.some(({ createdAt }) => createdAt <= since)) return;\n',
    tests: digestTests,
    only: 'waits for eight',
  },
  {
    of: 'that what holds no more is not mailed',
    file: 'lib/notices/notice-check.ts',
    take: '    if (await holds(tx, checks, notice)) kept.push(notice);\n',
    put: '    kept.push(notice);\n',
    tests: digestTests,
    only: 'leaves out the warning',
  },
  {
    of: 'job send_digest',
    file: 'lib/notices/digest/send-digest.handler.ts',
    take: 'where: { id: personId, disabledAt: null },',
    put: 'where: { id: personId },',
    tests: digestTests,
    only: 'disabled',
  },
  {
    of: 'job plan_digests',
    file: 'lib/notices/digest/plan-digests.handler.ts',
    take: '  if (!canSendMail()) return;\n',
    tests: digestTests,
    only: 'no server',
  },
  {
    of: 'route app/api/stop-mails/[token]/route.ts',
    file: 'lib/access/link-token.ts',
    take: '  if (more.length > 0 || wanted.length !== presented.length || !timingSafeEqual(wanted, presented))\n    return null;\n',
    tests: digestTests,
    only: 'a link that was changed',
  },
  {
    of: 'that one click is offered under https alone',
    file: 'lib/notices/choices/stop-mails-path.ts',
    take: "  return desk.protocol === 'https:'\n",
    put: "  return desk.protocol !== ''\n",
    tests: digestTests,
    only: 'without https',
  },
  {
    of: 'that both list headers are signed',
    file: 'lib/access/send-mail.ts',
    take: ':List-Unsubscribe:List-Unsubscribe-Post',
    tests: ['lib/access/mail-signature.test.ts'],
    only: 'covers both list headers',
  },
];
