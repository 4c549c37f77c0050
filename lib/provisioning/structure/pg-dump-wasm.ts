import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { Client } from 'pg';
import { log } from '@/lib/log';
import type { ProvisioningErrorCode } from '../conditions/remedies';
import { lossOf, openConnection } from '../connect';
import { blamingLoss, codeOfSqlstate, ProvisioningError, toProvisioningError } from '../provisioning-error';
import { type Exchange, leaveSocket, takeOverSocket } from './raw-session';

/**
 * pg_dump 18 without a binary: its WebAssembly build runs in a worker thread (pg-dump.worker.mjs), and this side
 * carries its bytes over a socket that `pg` connected and authenticated, so that every kind of sign-in and TLS that
 * `pg` knows works for the dump as well. The first dump of a process costs about one second of one core for starting up,
 * whatever the schema; each later one a third of it.
 */

const reported = [
  'server_version',
  'server_encoding',
  'client_encoding',
  'standard_conforming_strings',
  'DateStyle',
  'IntervalStyle',
  'TimeZone',
  'integer_datetimes',
  'is_superuser',
  'session_authorization',
  'in_hot_standby',
  'default_transaction_read_only',
] as const;

type FromWorker =
  | { kind: 'compiled'; module: WebAssembly.Module }
  | { kind: 'request'; bytes: Uint8Array }
  | { kind: 'done'; sql: string }
  | { kind: 'failed'; detail: string };

/**
 * What pg_dump prints for these arguments, without psql's meta-commands. Refuses with the code that stands for the
 * SQLSTATE the server sent last, or `dump_broken`; aborting ends thread and session. May be repeated.
 */
export async function runPgDumpWasm(
  url: string,
  args: readonly string[],
  signal?: AbortSignal,
): Promise<string> {
  const client = await openConnection(url, { side: 'source', applicationName: 'sandgate/structure', signal });
  try {
    const parameters = await reportedParameters(client);
    const exchange = takeOverSocket(client);
    return await dumpInThread({ args, parameters, exchange }, signal);
  } catch (thrown) {
    const lost = !signal?.aborted && lossOf(client);
    throw blamingLoss(toProvisioningError(thrown, 'source', 'reading the structure'), lost);
  } finally {
    await leaveSocket(client);
  }
}

/** The values that a server announces at sign-in; libpq decides by them how to speak. */
async function reportedParameters(client: Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; value: string | null }>(
    'SELECT name, current_setting(name, true) AS value FROM unnest($1::text[]) AS name',
    [reported],
  );
  return Object.fromEntries(rows.flatMap(({ name, value }) => (value === null ? [] : [[name, value]])));
}

type Dump = { args: readonly string[]; parameters: Record<string, string>; exchange: Exchange };

/**
 * pg_dump as the first thread compiled it. Nobody reads it: V8 shares the code of equal bytes within a process for as
 * long as one module of them lives, and those of the threads end with them.
 */
let compiled: WebAssembly.Module | undefined;

async function dumpInThread({ args, parameters, exchange }: Dump, signal?: AbortSignal): Promise<string> {
  const { port1, port2 } = new MessageChannel();
  const turn = new SharedArrayBuffer(4);
  const worker = new Worker(new URL('./pg-dump.worker.mjs', import.meta.url), {
    workerData: { port: port2, turn, args, parameters, processId: 0, isFirst: compiled === undefined },
    transferList: [port2],
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  const abort = () => void worker.terminate();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return await serve({ worker, port: port1, cell: new Int32Array(turn), exchange });
  } finally {
    signal?.removeEventListener('abort', abort);
    port1.close();
    await worker.terminate();
  }
}

type Service = { worker: Worker; port: MessagePort; cell: Int32Array; exchange: Exchange };

/** Answers the thread's requests until it is done, failed or gone. */
function serve({ worker, port, cell, exchange }: Service): Promise<string> {
  let sqlstate: string | undefined;
  const answer = async (bytes: Uint8Array) => {
    const reply = await exchange(bytes).catch(() => null);
    sqlstate = reply ? (reply.sqlstate ?? sqlstate) : '08006';
    port.postMessage(reply ? { kind: 'reply', bytes: reply.bytes } : { kind: 'broken' });
    Atomics.store(cell, 0, 1);
    Atomics.notify(cell, 0);
  };
  return new Promise((resolve, reject) => {
    let isOver = false;
    const fail = (detail: string) => {
      if (!isOver) reject(dumpFailure(sqlstate, detail));
      isOver = true;
    };
    port.on('message', (message: FromWorker) => {
      if (message.kind === 'request') void answer(message.bytes);
      else if (message.kind === 'compiled') compiled = message.module;
      else if (message.kind === 'failed') fail(message.detail);
      else {
        isOver = true;
        resolve(message.sql);
      }
    });
    worker.once('error', (error) => fail(error.message));
    // The port closes behind its last message. The thread's own `exit` may overtake that one while this side is busy.
    port.once('close', () => fail('the thread ended'));
  });
}

/**
 * pg_dump waits for locks under a statement timeout and lifts that for everything else, so that a statement which was
 * cancelled for its time (57014) has waited for a lock. A snapshot that is unknown (42704, and 22023 before) is one whose
 * session has ended. Without a word of the server it is pg_dump or its thread that broke, which says nothing of production.
 */
const meanings: Readonly<Record<string, ProvisioningErrorCode>> = {
  '57014': 'lock_timeout',
  '42704': 'connection_lost',
  '22023': 'connection_lost',
};

function dumpFailure(sqlstate: string | undefined, detail: string): ProvisioningError {
  const code = sqlstate ? (meanings[sqlstate] ?? codeOfSqlstate(sqlstate, 'source')) : 'dump_broken';
  if (!sqlstate) log.warn({ detail: detail.slice(0, 500) }, 'pg_dump broke off without a word of the server');
  const cause = new Error(detail.slice(0, 2_000));
  return new ProvisioningError(code, 'pg_dump could not read the structure of the source.', sqlstate, {
    cause,
  });
}
