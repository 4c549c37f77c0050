import os from 'node:os';
import { parseArgs } from 'node:util';
import { adoptSettings } from '@/bin/start/instance-settings';
import { startInstance } from '@/e2e/harness/instance';
import { apiBaseUrl } from '@/lib/credentials/api-key';
import { issueApiKey } from '@/lib/credentials/issue-api-key';
import { closeDb, db } from '@/lib/db/client';
import { configure } from '@/lib/env';
import { type Access, type Answers, callOnce, startLoad } from './fairness/load';
import { writeSection } from './results/write-section';
import { built, customerOf, fileBlank } from './sandboxes/build-sandboxes';

/**
 * Whether one customer's busy sandboxes slow another's: the 95th percentile of one customer's calls while nobody else calls,
 * and while each of another's sandboxes is called again as soon as it has answered. Both in one run, alone and loaded in
 * turns, so that other work on the machine falls on both.
 */

const usage = `npm run bench -- fairness [--sandboxes 40] [--calls 200] [--rounds 3] [--out FILE]

  --calls    of the quiet customer, in each round, one every 25 ms
  --out      the file to write, docs/benchmarks.md when left out; "-" writes none

Starts an instance of its own and builds the sandboxes on it, blank ones.`;

/** The quiet customer's 95th percentile under load, as a multiple of the one alone. */
const goal = 3;
const everyMs = 25;

const options = {
  sandboxes: { type: 'string', default: '40' },
  calls: { type: 'string', default: '200' },
  rounds: { type: 'string', default: '3' },
  out: { type: 'string', default: 'docs/benchmarks.md' },
  help: { type: 'boolean' },
} as const;

/** Runs it; 1 when the goal was missed. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const instance = await startInstance('test-results/bench.log');
  try {
    configure({ DATA_DIR: instance.dataDir, PUBLIC_URL: instance.url });
    await adoptSettings();
    const [busy, quiet] = await prepare(instance.url, Number(values.sandboxes));
    const rounds = await measure(busy, quiet, Number(values.rounds), Number(values.calls));
    const [alone, loaded] = [rounds.map(([each]) => each), rounds.map(([, each]) => each)].map((times) =>
      percentiles(times.flat()),
    );
    const ratio = (loaded?.p95 ?? 0) / (alone?.p95 ?? 1);
    const table = [
      `${busy.length} sandboxes of one customer, one of another; ${values.rounds} rounds of ${values.calls} calls; load average ${(os.loadavg()[0] ?? 0).toFixed(1)} on ${os.availableParallelism()} cores, which the callers share.`,
      '',
      '| calls of the quiet customer | median, ms | p95, ms | not answered with 200 |',
      '|---|---|---|---|',
      row('alone', alone),
      row('beside the busy one', loaded),
      '',
      `Meanwhile the busy one had ${describe(rounds.map(([, , each]) => each))}.`,
      '',
      `p95 beside the busy one / alone ${ratio.toFixed(1)}; goal ${goal}: ${ratio <= goal ? 'reached' : 'not reached'}.`,
      '',
    ].join('\n');
    process.stdout.write(`\n${table}`);
    if (values.out !== '-')
      await writeSection(values.out, '## Fairness between customers', 'npm run bench -- fairness', table);
    return ratio <= goal ? 0 : 1;
  } finally {
    await closeDb();
    await instance.stop();
  }
}

type Call = { ms: number; status: number };

async function measure(busy: Access[], quiet: Access, rounds: number, calls: number) {
  const found: [Call[], Call[], Busy][] = [];
  await series(quiet, calls / 4);
  for (let round = 0; round < rounds; round += 1) {
    const alone = await series(quiet, calls);
    const load = await startLoad(busy);
    const from = performance.now();
    await series(quiet, calls / 4);
    const loaded = await series(quiet, calls);
    const answers = await load.stop();
    const each = { answers, seconds: (performance.now() - from) / 1000 };
    process.stderr.write(`round ${round + 1}: the busy customer had ${describe([each])}\n`);
    found.push([alone, loaded, each]);
  }
  return found;
}

/** What the busy customer's calls came to. */
type Busy = { answers: Answers; seconds: number };

/** "139 answers with 200, 20 answers with 503; 25 a second". */
function describe(rounds: readonly Busy[]): string {
  const counts = new Map<string, number>();
  for (const { answers } of rounds)
    for (const [status, count] of Object.entries(answers))
      counts.set(status, (counts.get(status) ?? 0) + count);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const seconds = rounds.reduce((sum, each) => sum + each.seconds, 0);
  const told = [...counts].map(([status, count]) => `${count} answers with ${status}`).join(', ');
  return `${told || 'no answer'}; ${(all / seconds).toFixed(0)} a second`;
}

/** Calls at fixed moments, so that a slow answer does not make the next call later. */
async function series(access: Access, calls: number): Promise<Call[]> {
  const answers: Promise<Call>[] = [];
  for (let n = 0; n < calls; n += 1) {
    answers.push(timed(access));
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  return Promise.all(answers);
}

async function timed(access: Access): Promise<Call> {
  const from = performance.now();
  const status = await callOnce(access);
  return { ms: performance.now() - from, status };
}

type Percentiles = { median: number; p95: number; failed: number };

function percentiles(calls: Call[]): Percentiles {
  const times = calls.map(({ ms }) => ms).sort((left, right) => left - right);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { median: at(0.5), p95: at(0.95), failed: calls.filter(({ status }) => status !== 200).length };
}

const row = (what: string, found: Percentiles | undefined) =>
  `| ${what} | ${found?.median.toFixed(1)} | ${found?.p95.toFixed(1)} | ${found?.failed} |`;

/** Builds the sandboxes of the two customers through the commands that people use; returns what opens them. */
async function prepare(url: string, count: number): Promise<[Access[], Access]> {
  await db().subscription.updateMany({ data: { sandboxQuota: null } });
  const [busy, quiet] = await Promise.all([customerOf('acme'), customerOf('borealis')]);
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push(await fileBlank(busy, `busy-${n}`));
  ids.push(await fileBlank(quiet, 'quiet'));
  await built(ids);
  const opened: Access[] = [];
  for (const [at, id] of ids.entries()) {
    const { sandbox } = await db().request.findUniqueOrThrow({ where: { id }, select: { sandbox: true } });
    const owner = at < count ? busy.actor : quiet.actor;
    const issued = await issueApiKey({ sandboxId: sandbox?.id ?? '', label: 'Bench' }, owner);
    if (!issued.ok) throw new Error(issued.error.message);
    opened.push({ url: `${apiBaseUrl(url, sandbox?.slug ?? '')}/records/parts`, key: issued.value.key });
  }
  const last = opened.pop();
  if (!last) throw new Error('no sandbox was built');
  for (const each of [...opened, last]) {
    const status = await callOnce(each);
    if (status !== 200) throw new Error(`${each.url} answered ${status}`);
  }
  return [opened, last];
}
