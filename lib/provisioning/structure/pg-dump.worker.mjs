/**
 * Runs pg_dump, compiled to WebAssembly, in a thread of its own.
 *
 * pg_dump's libpq reads and writes synchronously, and a socket in Node cannot. So this thread sleeps on an Atomics
 * cell while the main thread sends its bytes to the server and collects the answer (see pg-dump-wasm.ts). The session
 * was opened and authenticated there; the start-up message that libpq begins with is answered here with the values
 * of that session, and its farewell goes no further. This file is JavaScript because it is loaded by path under tsx,
 * vitest and node alike, none of which may transform it.
 */
import { readFile } from 'node:fs/promises';
import { receiveMessageOnPort, workerData } from 'node:worker_threads';
import { pgDump } from '@electric-sql/pglite-tools/pg_dump';

const { port, turn, args, parameters, processId, isFirst } = workerData;
const cell = new Int32Array(turn);

const sslRequest = 80877103;
const gssRequest = 80877104;
/** Simple query, Sync, FunctionCall: after these the server owes a ReadyForQuery. */
const asksForAnswer = new Set(['Q', 'S', 'F'].map((letter) => letter.charCodeAt(0)));
const terminate = 'X'.charCodeAt(0);

function message(letter, ...parts) {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(5);
  head.write(letter);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

function int32(...values) {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeInt32BE(value, index * 4);
  return bytes;
}

function answerStartup() {
  const status = Object.entries(parameters).map(([name, value]) =>
    message('S', Buffer.from(`${name}\0${value}\0`)),
  );
  return Buffer.concat([
    message('R', int32(0)),
    ...status,
    message('K', int32(processId, 0)),
    message('Z', Buffer.from('I')),
  ]);
}

/** Hands bytes to the main thread and sleeps until the whole answer is there. */
function exchange(bytes) {
  port.postMessage({ kind: 'request', bytes });
  // The wake-up for the last answer may come late, when that one has long been read: the cell alone says what is there.
  while (Atomics.load(cell, 0) === 0) Atomics.wait(cell, 0, 0);
  Atomics.store(cell, 0, 0);
  const received = receiveMessageOnPort(port);
  if (!received || received.message.kind === 'broken') throw new Error('the session ended');
  return received.message.bytes;
}

let started = false;
let unsent = Buffer.alloc(0);

/** The length of the whole messages at the head of `bytes`, and the letter of the last of them. */
function wholeMessages(bytes) {
  let end = 0;
  let last = 0;
  while (bytes.length - end >= 5) {
    const size = 1 + bytes.readInt32BE(end + 1);
    if (bytes.length - end < size) break;
    last = bytes[end];
    end += size;
  }
  return { end, last };
}

/** libpq flushes at 8 kB, in the middle of a message if need be: nothing is sent on before its last byte came. */
function write(chunk, onRawData) {
  unsent = Buffer.concat([unsent, chunk]);
  if (!started) {
    if (unsent.length < 8 || unsent.length < unsent.readInt32BE(0)) return;
    const protocol = unsent.readInt32BE(4);
    unsent = unsent.subarray(unsent.readInt32BE(0));
    if (protocol === sslRequest || protocol === gssRequest) return onRawData(Buffer.from('N'));
    started = true;
    return onRawData(answerStartup());
  }
  const { end, last } = wholeMessages(unsent);
  if (end === 0 || end < unsent.length || last === terminate || !asksForAnswer.has(last)) return;
  const request = Uint8Array.from(unsent);
  unsent = Buffer.alloc(0);
  onRawData(exchange(request));
}

const session = {
  execProtocolRawStream: (bytes, { onRawData }) => write(bytes, onRawData),
  query: async () => ({ rows: [{ search_path: '' }] }),
  exec: async () => [],
};

/** Compiles pg_dump for the whole process, which holds it: every thread's own compilation then finds its code made. */
async function sendCompiled() {
  const program = new URL('pg_dump.wasm', import.meta.resolve('@electric-sql/pglite-tools/pg_dump'));
  port.postMessage({ kind: 'compiled', module: await WebAssembly.compile(await readFile(program)) });
}

try {
  if (isFirst) await sendCompiled();
  const file = await pgDump({ pg: session, args });
  port.postMessage({ kind: 'done', sql: await file.text() });
} catch (error) {
  port.postMessage({ kind: 'failed', detail: error instanceof Error ? error.message : '' });
} finally {
  port.close();
}
