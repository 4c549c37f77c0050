import type { Guard } from './guard';

/** Guards of routes, of jobs, and of what serves many of them. */

const routeTests = ['app/routes.test.ts'];
const origins = ['app/origins.test.ts'];

const doors: readonly Guard[] = [
  {
    of: 'the permission of every query',
    file: 'lib/command/query.ts',
    take: '  assertCan(actor, query.allow);\n',
    tests: ['lib/command/query.test.ts'],
  },
  {
    of: 'the permission of every command',
    file: 'lib/command/run.ts',
    take: '    assertCan(actor, command.allow);\n',
    // Single commands ask by themselves as well, so that all of them are looked at.
    tests: ['lib/command/every-command.test.ts'],
  },
  {
    of: 'the Origin of every form',
    file: 'lib/command/web/to-action.ts',
    take: '    await refuseForeign();\n    const isScripted',
    put: '    const isScripted',
    tests: origins,
  },
  {
    of: 'the Origin of signing in',
    file: 'app/sign-in/to-sign-in-action.ts',
    take: '      await refuseForeign();\n',
    tests: origins,
  },
  {
    of: 'the Origin of signing out',
    file: 'app/sign-in/to-sign-in-action.ts',
    take: '  return async () => {\n    await refuseForeign();\n',
    put: '  return async () => {\n',
    tests: origins,
  },
  {
    of: 'the Origin of a request before Next.js reads it',
    file: 'bin/web/front.ts',
    take: '  if (!isOfPrograms(path)) assertOwnOrigin(headersOf(request));\n',
    tests: ['bin/web/front.test.ts'],
    only: 'Origin',
  },
  {
    of: 'that a request reached us under our own name',
    file: 'bin/web/front.ts',
    take: '  judgeHost(request);\n',
    tests: ['bin/web/front.test.ts'],
    only: 'one click',
  },
  {
    of: 'that an Origin is ours',
    file: 'lib/command/own-origin.ts',
    take: "headers.get('origin') === new URL(env().PUBLIC_URL).origin && ",
    tests: origins,
  },
  {
    of: 'that a browser calls a request our own',
    file: 'lib/command/own-origin.ts',
    take: " && (site === null || site === 'same-origin')",
    tests: origins,
  },
  {
    of: 'the nonce of scripts',
    file: 'proxy.ts',
    take: "`script-src 'self' ",
    put: "`script-src 'self' 'unsafe-inline' ",
    tests: ['app/content-security-policy.test.ts'],
  },
  {
    of: 'that a nonce is used once',
    file: 'proxy.ts',
    take: 'contentSecurityPolicy(createUuid())',
    put: "contentSecurityPolicy('00000000-0000-0000-0000-000000000000')",
    tests: ['app/content-security-policy.test.ts'],
  },
  {
    of: 'the policy of every page',
    file: 'proxy.ts',
    take: "  response.headers.set('content-security-policy', policy);\n",
    tests: ['app/content-security-policy.test.ts'],
  },
  {
    of: 'the number of signatures that a plan needs',
    file: 'lib/scrub-plans/sign-off/signatures-needed.ts',
    take: '.keepsSensitive) ? 2 : 1',
    put: '.keepsSensitive) ? 1 : 1',
    tests: ['lib/scrub-plans/sign-off/signatures-needed.test.ts'],
  },
  {
    of: 'the number of signatures that a build asks for',
    file: 'lib/sign-offs/judge-signatures.ts',
    take: 'people < needed ?',
    put: 'people < 1 ?',
    tests: ['lib/scrub-plans/sign-off/require-signed-plan.test.ts'],
    only: 'how many people sign',
  },
  {
    of: 'the number of signatures that a request shows',
    file: 'lib/scrub-plans/sign-off/is-signed.ts',
    take: '.whyNot === null',
    put: '.counted.length > 0',
    tests: ['lib/scrub-plans/sign-off/require-signed-plan.test.ts'],
    only: 'how many people sign',
  },
  {
    of: 'that the audit takes the next event alone',
    file: 'prisma/migrations/20261130070000_let_only_the_next_event_in/migration.sql',
    take: 'NEW."seq" <> head."seq" + 1 OR ',
    tests: ['lib/audit/verify-chain.test.ts'],
    only: 'a number below 0',
  },
  {
    of: 'that rows outside of the chain are found',
    file: 'lib/audit/verify-chain.ts',
    take: '  if (event.seq < 1n || event.seq > head.seq)\n',
    put: '  if (event.seq > head.seq)\n',
    tests: ['lib/audit/upgrade.test.ts'],
  },
  {
    of: 'that a woken worker’s late jobs tell nobody',
    file: 'lib/jobs/work-shift.ts',
    take: '  Object.assign(pool, { connect: () => new Promise<never>(() => undefined) });\n',
    tests: ['lib/sandboxes/promises/woken-worker.test.ts'],
  },
  {
    of: 'that a web server’s sign of life comes back',
    file: 'lib/jobs/heartbeat.ts',
    take: '    if (stopped || !options.onLost) return;\n    stopped = true;\n    options.onLost();\n',
    put: '    stopped = true;\n    options.onLost?.();\n',
    tests: ['lib/jobs/outage.test.ts'],
    only: 'have taken their rows away',
  },
  {
    of: 'that a web server adopts no login',
    file: 'bin/start/instance-settings.ts',
    take: "...(by === 'web server' && keptFromWeb)",
    tests: ['bin/start/instance-settings.test.ts'],
  },
  {
    of: 'that SANDBOX_SERVER holds no login',
    file: 'lib/env.ts',
    take: '(text) => !/^[a-z]+:\\/\\/[^/?]*@|[?&](user|password)=/i.test(text)',
    put: '() => true',
    tests: ['bin/start/instance-settings.test.ts'],
  },
];

const routes: readonly Guard[] = [
  ...[
    ['app/(desk)/queue/rows/route.ts', 'the rows of the queue'],
    ['app/(desk)/fleet/csv/route.ts', 'the file of the fleet'],
    ['app/(desk)/requests/check-slug/route.ts', 'whether a name is free'],
    ['app/(desk)/notices/unread/route.ts', 'how many notices are unread'],
    ['app/(desk)/s/[slug]/certificate/file/route.ts', 'the file of a certificate'],
    ['app/(desk)/certificates/destruction/[id]/file/route.ts', 'the file of a certificate of destruction'],
    ['app/api/operations/[id]/events/route.ts', 'the events of an operation'],
    ['app/api/plans/[tenantId]/preview/route.ts', 'a plan that is looked at first'],
  ].map(([route = '', only = '']) => ({
    of: `route ${route}`,
    file: 'lib/command/http/by-session.ts',
    take: "    if (!actor) throw new KnownError('unauthenticated', 'Sign in first.');\n",
    tests: routeTests,
    only,
  })),
  {
    of: 'route app/api/plans/[tenantId]/route.ts',
    file: 'lib/command/http/door.ts',
    take: '      if (entrance.isOfBrowsers && changes(request)) assertOwnOrigin(request.headers);\n',
    tests: routeTests,
    only: 'a plan that is brought in',
  },
  {
    of: 'the right of every request of a program',
    file: 'lib/command/http/door.ts',
    take: '      entrance.admit(who, endpoint.allow);\n',
    tests: ['lib/gateway/callers/scopes.test.ts'],
  },
  {
    of: 'route app/api/auth/callback/oidc/route.ts',
    file: 'lib/access/sign-in/may-sign-in.ts',
    take: '      user: { disabledAt: null },\n',
    tests: ['lib/access/sign-in/sign-in-by-provider.test.ts'],
    only: 'a disabled person is refused',
  },
];

const jobs: readonly Guard[] = [
  {
    of: 'job send_notice_mail',
    file: 'lib/notices/send-notice-mail.handler.ts',
    take: 'person: { disabledAt: null, ',
    put: 'person: { ',
    tests: ['lib/notices/notices.test.ts'],
  },
  {
    of: 'that a subscription is changed as it was shown',
    file: 'lib/organizations/subscriptions/change-subscription.ts',
    take: 'impact.hash !== shown',
    put: 'shown.length === 0',
    tests: ['lib/organizations/subscriptions/subscriptions.test.ts'],
    only: 'something moved since',
  },
];

const certificateTests = ['lib/sandboxes/destroy/certify/certificate.test.ts'];

const destruction: readonly Guard[] = [
  {
    of: 'that nothing is certified while a part is left in our rows',
    file: 'lib/sandboxes/destroy/certify/issue-certificate.ts',
    take: '  if (remaining.length > 0)\n',
    put: '  if (remaining.length > 1_000_000)\n',
    tests: certificateTests,
    only: 'with keys left behind',
  },
  {
    of: 'that a database is found by its OID under another name',
    file: 'lib/provisioning/examine/examine-remains.ts',
    take: 'row.name === name || oids.includes(row.oid)',
    put: 'row.name === name',
    tests: ['lib/provisioning/examine/examine-remains.test.ts'],
  },
  {
    of: 'that a file of a dropped database is found',
    file: 'lib/provisioning/examine/look-for-files.ts',
    take: '      if (rows[0]) return',
    put: '      if (rows[1]) return',
    tests: ['lib/provisioning/examine/examine-remains.test.ts'],
  },
  {
    of: 'that a smoke test sets sequences back',
    file: 'lib/provisioning/smoke/smoke-test.ts',
    take: '    if (!fixed) await setBack(client, schema, before);\n',
    tests: ['lib/provisioning/smoke/smoke-test.test.ts'],
  },
];

export const otherGuards: readonly Guard[] = [...doors, ...routes, ...jobs, ...destruction];
