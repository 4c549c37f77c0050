import type { Guard } from './guard';

const dueTests = ['lib/ends/due-end.test.ts'];
const dormancyTests = ['lib/ends/dormancy.test.ts'];
const lifeTests = ['lib/sandboxes/shut/life.test.ts'];
const clusterTests = ['lib/sandboxes/shut/close-reopen.test.ts'];

/** Guards of a sandbox's life: of what ends it, what shuts it, and who may. */
export const lifeGuards: readonly Guard[] = [
  {
    of: 'that a suspended sandbox’s key opens nothing and is told so',
    file: 'lib/gateway/callers/judge-key.ts',
    take: "  if (shutStates.some((state) => state === found.state)) return 'sandbox_suspended';\n",
    tests: ['lib/gateway/callers/keys.test.ts'],
    only: 'answers its own key accordingly',
  },
  {
    of: 'that no end acts before its last warning was given',
    file: 'lib/ends/due-end.ts',
    take: '  if (!given?.givenAt) return null;\n',
    put: '  if (!given?.givenAt) return end.at;\n',
    tests: dueTests,
  },
  {
    of: 'that a late warning leaves a day',
    file: 'lib/ends/due-end.ts',
    take: 'latest(given.givenAt, daysAfter(given.createdAt, Math.min(last, 1)))',
    put: 'given.givenAt',
    tests: dueTests,
  },
  {
    of: 'that ends of a weekend wait for the next working day',
    file: 'lib/policies/calendar.ts',
    take: 'weekday !== 0 && weekday !== 6 && ',
    tests: dueTests,
  },
  {
    of: 'that nothing is taken on a closed day',
    file: 'lib/policies/calendar.ts',
    take: ' && !closedDays.has(day)',
    tests: dormancyTests,
  },
  {
    of: 'that a fresh policy takes nothing',
    file: 'lib/ends/coming-end.ts',
    take: 'daysAfter(savedAt, freshDays)',
    put: 'savedAt',
    tests: dormancyTests,
  },
  {
    of: 'that nothing is taken for want of use while the counters are not read',
    file: 'lib/ends/due-end.ts',
    take: 'whyHeld(sandbox, end, now) || ',
    tests: dormancyTests,
  },
  {
    of: 'that blind time warns nobody anew',
    file: 'lib/ends/coming-end.ts',
    take: 'key: daysAfter(lastSeenAt, suspend)',
    put: 'key: warnedFor',
    tests: dormancyTests,
  },
  {
    of: 'that nothing moves the end of what came from production',
    file: 'lib/ends/end.ts',
    take: "  if (shape === 'snapshot') return { ...end, asked: end.at, isMoved: false };\n",
    tests: dueTests,
  },
  {
    of: 'that what was not built is not dropped while its request is decided on anew',
    file: 'lib/ends/drop-ended.ts',
    take: "    if (isUnbuilt(state) && isOpen(requestState)) throw conflict('Its request is decided on anew.');\n",
    tests: ['lib/ends/drop-ended.test.ts'],
    only: 'is left alone',
  },
  {
    of: 'that a sweep takes no more than it may without asking',
    file: 'lib/ends/sweep/sweep-ends.ts',
    take: '  if (unasked.length <= sweepLimit(fleet)) return new Set();\n',
    put: '  if (unasked.length >= 0) return new Set();\n',
    tests: ['lib/ends/sweep/stop-sweep.test.ts'],
    only: 'of twenty-one none is',
  },
  {
    of: 'that compliance alone destroys at once what came from production',
    file: 'lib/sandboxes/sandbox.ts',
    take: "  return shape === 'snapshot'\n",
    put: "  return shape === 'blank'\n",
    tests: lifeTests,
    only: 'what came from production',
  },
  {
    of: 'the quota when a customer restores a sandbox',
    file: 'lib/sandboxes/shut/restore-sandbox.ts',
    take: '    await requirePlace(tx, actor, organizationId);\n',
    tests: lifeTests,
    only: 'holds its name and not its place',
  },
  {
    of: 'that restorations take places of the quota one after the other',
    file: 'lib/sandboxes/shut/restore-sandbox.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of the file
    take: '    await lockFor(tx, `organization:${organizationId}`);\n',
    tests: ['lib/sandboxes/counted.test.ts'],
  },
  {
    of: 'that a sandbox which is being restored counts from the asking on',
    file: 'lib/sandboxes/counted.ts',
    take: "    { state: 'retired', operations: { some: { kind: 'reopen', state: { in: ['queued', 'running'] } } } },\n",
    tests: ['lib/sandboxes/counted.test.ts'],
  },
  {
    of: 'that what was written is unknown after a crash of the server',
    file: 'lib/sandboxes/copies/look-into.ts',
    take: 'beganAnew || written.some(([, count]) => count < 0)',
    put: 'ageMs === null',
    tests: ['lib/sandboxes/impact/crashed-server.test.ts'],
  },
  {
    of: 'that an opening which was overtaken closes again',
    file: 'lib/sandboxes/shut/run-reopen-sandbox.ts',
    take: '      if (later.isShut) for (const place of later.places) await closeCopy(place, options);\n',
    tests: clusterTests,
    only: 'an opening that a quarantine overtook',
  },
  {
    of: 'that the history of a sandbox shows customers nothing that is for the house alone',
    file: 'lib/sandboxes/history/list-history.ts',
    take: 'event: { in: shownEvents(isHouse) }',
    put: 'event: { in: shownEvents(isHouse || true) }',
    tests: ['lib/sandboxes/history/history.test.ts'],
    only: 'nothing that is for the house',
  },
  {
    of: 'that the history of a sandbox is its organization’s',
    file: 'lib/sandboxes/history/list-history.ts',
    take: 'await findVisibleSandbox(db(), actor, sandboxId)',
    put: 'await db().sandbox.findUniqueOrThrow({ where: { id: sandboxId } })',
    tests: ['lib/sandboxes/history/history.test.ts'],
    only: 'nothing that is for the house',
  },
  {
    of: 'that sessions of a sandbox’s role are put out of a closed database',
    file: 'lib/provisioning/cluster/end-sessions.ts',
    take: ' OR (a.backend_type IS NULL AND NOT r.rolsuper)',
    tests: clusterTests,
    only: 'suspending puts out',
  },
  {
    of: 'route app/api/policies/changes/route.ts',
    file: 'lib/ends/policy/get-changes.ts',
    take: "  input: z.object({}),\n  allow: 'policy:read',",
    put: "  input: z.object({}),\n  allow: 'sandbox:read',",
    tests: ['app/api/policies/policy-route.test.ts'],
  },
  {
    of: 'that a stale dry run is not saved',
    file: 'lib/ends/policy/save-policy.ts',
    take: '    if (hashOfChanges(document, changes) !== input.shown)\n',
    put: '    if (input.shown.length === 0)\n',
    tests: ['lib/ends/policy/save-policy.test.ts'],
    only: 'a dry run is stale',
  },
];
