import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';

/** Calls to sandboxes, and a process of its own that calls many of them without a pause. */

export type Access = { url: string; key: string };

const agent = new Agent({ keepAlive: true });

/** Resolves with the status of the answer once it has arrived whole; 0 where none came. */
export function callOnce({ url, key }: Access): Promise<number> {
  return new Promise((resolve) => {
    const sent = request(url, { agent, headers: { authorization: `Bearer ${key}` } }, (answer) => {
      answer.resume();
      answer.on('close', () => resolve(answer.complete ? (answer.statusCode ?? 0) : 0));
    });
    sent.on('error', () => resolve(0));
    sent.end();
  });
}

/** How many answers had which status; 0 stands for calls without an answer. */
export type Answers = Readonly<Record<number, number>>;

/** Calls each of them again as soon as it has answered, until `stop`, which resolves with the answers that came. */
export async function startLoad(accesses: readonly Access[]): Promise<{ stop: () => Promise<Answers> }> {
  const child = fork(import.meta.filename, { execArgv: ['--import', 'tsx'] });
  child.send(accesses);
  await once(child, 'message');
  return {
    stop: async () => {
      const counted = once(child, 'message');
      child.send('stop');
      const [answers] = await counted;
      await once(child, 'exit');
      return answers;
    },
  };
}

/** What the process does that `startLoad` begins. */
function callUntilTold(accesses: readonly Access[]): void {
  let isStopped = false;
  const answers: Record<number, number> = {};
  process.send?.('begun');
  const loops = accesses.map(async (access) => {
    while (!isStopped) {
      const status = await callOnce(access);
      answers[status] = (answers[status] ?? 0) + 1;
    }
  });
  process.once('message', () => {
    isStopped = true;
    void Promise.all(loops).then(() => {
      process.send?.(answers);
      process.disconnect();
      agent.destroy();
    });
  });
}

if (process.argv[1] === import.meta.filename)
  process.once('message', (accesses: readonly Access[]) => callUntilTold(accesses));
