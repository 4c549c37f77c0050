import type { Guard } from './guard';

const records = 'app/s/[slug]/api/v1/records/[name]/route.ts';
const record = 'app/s/[slug]/api/v1/records/[name]/[id]/route.ts';
const recordTests = ['lib/gateway/records/records.test.ts'];
const calls = ['bin/web/serve-call.test.ts'];

/** Guards of the sandboxes' API: of its methods, and of who is served how often. */
export const gatewayGuards: readonly Guard[] = [
  {
    of: 'gateway GET app/s/[slug]/api/v1/me/route.ts',
    file: 'lib/gateway/callers/judge-key.ts',
    take: "  if (found.revokedAt !== null) return 'revoked_key';\n",
    tests: ['lib/gateway/callers/keys.test.ts'],
    only: 'a revoked key is refused',
  },
  {
    of: `gateway GET ${records}`,
    file: 'lib/gateway/records/list-records.ts',
    take: '      refuseUnknownFilter(table, parameters);\n',
    tests: ['lib/gateway/records/list.test.ts'],
  },
  {
    of: `gateway POST ${records}`,
    file: 'lib/gateway/records/record-sql.ts',
    take: "  if (column.isGenerated) throw refuseColumn(shown, 'The database fills this column by itself.');\n",
    tests: recordTests,
    only: 'a refused record',
  },
  {
    of: `gateway GET ${record}`,
    file: 'lib/gateway/records/get-record.ts',
    take: '      if (!row) throw noSuchRecord();\n',
    tests: recordTests,
  },
  {
    of: `gateway PATCH ${record}`,
    file: 'lib/gateway/records/update-record.ts',
    take: '      if (!row) throw noSuchRecord();\n',
    tests: recordTests,
  },
  {
    of: `gateway DELETE ${record}`,
    file: 'lib/gateway/records/delete-record.ts',
    take: '      if (rows.length === 0) throw noSuchRecord();\n',
    tests: recordTests,
  },
  {
    of: 'the rate of calls to a sandbox',
    file: 'bin/web/serve-call.ts',
    take: '    if (seconds > 0)\n',
    put: '    if (seconds < 0)\n',
    tests: calls,
    only: 'its rate is used up',
  },
  {
    of: 'the turns of organizations that call at once',
    file: 'bin/web/serve-call.ts',
    take: 'turns.take(owner?.organizationId ?? strangers)',
    put: 'turns.take(strangers)',
    tests: calls,
    only: 'a newcomer is served before them',
  },
  {
    of: 'how many calls of one organization wait',
    file: 'lib/gateway/callers/fair-turns.ts',
    take: 'line.waiting.length >= mostWaiting',
    put: 'line.waiting.length < 0',
    tests: calls,
    only: 'is told to come back',
  },
  ...[
    [
      "'production_key'",
      "    if (found.sandboxId) await countMisfire(found.sandboxId, key.fingerprint, 'production_key'",
    ],
    ["'other_sandbox_key'", "    await countMisfire(found.sandboxId, key.fingerprint, 'other_sandbox_key'"],
  ].map(([kind, count]) => ({
    of: `that misfires of the kind ${kind} are counted within the allowance`,
    file: 'lib/gateway/callers/authenticate-caller.ts',
    take: `    refuseBeyondLimit(request, slug);\n${count}`,
    put: count,
    tests: ['lib/gateway/callers/keys.test.ts'],
    only: 'while the allowance for bad attempts lasts',
  })),
  {
    of: 'methods that a resource does not have',
    file: 'lib/command/http/to-resource.ts',
    take: 'endpoint ? throughDoor(entrance, endpoint) : refused',
    put: 'throughDoor(entrance, endpoint as never)',
    tests: ['lib/gateway/records/list.test.ts'],
    only: '405',
  },
];
