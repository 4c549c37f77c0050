import { readFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  type HostileBody,
  hostileBodies,
  largestForms,
  smallestForms,
} from '@/bin/web/hostile-bodies.fixture';
import { startInstance } from '@/e2e/harness/instance';
import { writeSection } from './results/write-section';
import { processorSeconds } from './snapshot/cpu';

/**
 * What hostile bodies cost a web server before anybody has signed in: processor time of its process for each, and how long
 * somebody else's request waited meanwhile. Processor time stays comparable on a machine that others use as well.
 */

const usage = `npm run bench -- hostile [--times 20] [--only TEXT] [--out FILE]

  --only   bodies whose name holds this text
  --out    the file to write, docs/benchmarks.md when left out; "-" writes none

Starts an instance of its own, unless E2E_URL and E2E_DATA_DIR name one that runs.`;

/** The server's time that one body may take. */
const goalMs = 10;

/** Runs it; 1 when a body took longer than the goal. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      times: { type: 'string', default: '20' },
      only: { type: 'string', default: '' },
      out: { type: 'string', default: 'docs/benchmarks.md' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const [url, dataDir] = [process.env.E2E_URL, process.env.E2E_DATA_DIR];
  const instance =
    url && dataDir
      ? { url, dataDir, stop: async () => undefined }
      : await startInstance('test-results/bench.log');
  try {
    const server = await openServer(instance.url, instance.dataDir);
    const times = Number(values.times);
    const lines: string[] = [];
    let slowest = 0;
    const measured = async (bodies: HostileBody[], over = 0): Promise<number> => {
      let last = 0;
      for (const body of bodies.filter(({ name }) => name.includes(values.only))) {
        const { status, ms, waitedMs } = await measure(server, body, times);
        last = ms;
        if (over >= 0) slowest = Math.max(slowest, ms - over);
        const more = over >= 0 ? (ms - over).toFixed(1) : '';
        const size = (body.body.length / 1000).toFixed(0);
        lines.push(
          `| ${body.name} | ${size} | ${status || 'closed'} | ${ms.toFixed(1)} | ${more} | ${waitedMs.toFixed(0)} |`,
        );
        process.stderr.write(`${lines.at(-1)}\n`);
      }
      return last;
    };
    const empty = await measured(server.empty(), -1);
    await measured(hostileBodies(server.action), empty);
    // What goes through to Next.js has the page or the answer to be made besides, as a form of one field has.
    for (const way of ['called', 'posted']) {
      const ofWay = ({ name }: HostileBody) => name.endsWith(way);
      const smallest = await measured(smallestForms(server.action).filter(ofWay), -1);
      await measured(largestForms(server.action).filter(ofWay), smallest);
    }
    const table = [
      `Each ${times} times, without a session; load average ${(os.loadavg()[0] ?? 0).toFixed(1)}.`,
      '',
      '| body | kB | answer | server, ms each | over an empty or the smallest one, ms | longest wait of another, ms |',
      '|---|---|---|---|---|---|',
      ...lines,
      '',
      `Most over it ${slowest.toFixed(1)} ms; goal ${goalMs} ms: ${slowest <= goalMs ? 'reached' : 'not reached'}.`,
      '',
    ].join('\n');
    process.stdout.write(`\n${table}`);
    if (values.out !== '-')
      await writeSection(values.out, '## Hostile bodies', 'npm run bench -- hostile', table);
    return slowest <= goalMs ? 0 : 1;
  } finally {
    await instance.stop();
  }
}

type Target = { url: URL; pid: number; action: string; empty: () => HostileBody[] };

async function openServer(url: string, dataDir: string): Promise<Target> {
  const pid = Number(await readFile(path.join(dataDir, 'run', 'web.pid'), 'utf8'));
  const page = await (await fetch(`${url}/sign-in`)).text();
  const action = /&quot;id&quot;:&quot;([0-9a-f]+)&quot;/.exec(page)?.[1];
  if (!action || !pid) throw new Error(`${url} shows no form to send, or ${dataDir} names no web server.`);
  const multipart = { 'content-type': 'multipart/form-data; boundary=b' };
  return {
    url: new URL('/sign-in', url),
    pid,
    action,
    empty: () => [{ name: 'an empty body', headers: multipart, body: Buffer.alloc(0) }],
  };
}

async function measure(target: Target, body: HostileBody, times: number) {
  await send(target.url, body);
  await settle();
  const before = processorSeconds(target.pid);
  let status = 0;
  for (let n = 0; n < times; n += 1) status = await send(target.url, body);
  await settle();
  const ms = ((processorSeconds(target.pid) - before) * 1000) / times;
  let waitedMs = 0;
  for (let n = 0; n < times; n += 1) {
    const hostile = send(target.url, body);
    const from = performance.now();
    await send(target.url, other);
    waitedMs = Math.max(waitedMs, performance.now() - from);
    await hostile;
  }
  return { status, ms, waitedMs };
}

/** Somebody else's request that costs the server next to nothing, so that its time is all waiting. */
const other: HostileBody = { name: 'another', headers: {}, body: Buffer.alloc(0) };

/** What is done after the answer belongs to the body as well. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 300));

/** Sends a body and resolves with the status of the answer; 0 where the server closed the connection before it was read. */
function send(url: URL, { headers, body, chunk }: HostileBody): Promise<number> {
  return new Promise((resolve) => {
    const length = chunk ? {} : { 'content-length': String(body.length) };
    const sent = httpRequest(
      url,
      { method: 'POST', agent: false, headers: { origin: url.origin, ...length, ...headers } },
      (answer) => {
        answer.resume();
        answer.on('close', () => resolve(answer.statusCode ?? 0));
      },
    );
    sent.on('error', () => resolve(0));
    sent.on('socket', (socket) => socket.on('error', () => undefined));
    if (chunk) for (let at = 0; at < body.length; at += chunk) sent.write(body.subarray(at, at + chunk));
    sent.end(chunk ? undefined : body);
  });
}
