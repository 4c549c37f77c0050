import { describe, expect, it } from 'vitest';
import { clock } from '@/lib/clock';
import { runLanes, type Task } from './run-lanes';

type Lane = { id: number };
const lanes: Lane[] = [{ id: 1 }, { id: 2 }, { id: 3 }];

function task(name: string, more: Partial<Task<Lane>> = {}): Task<Lane> {
  return { name, weight: 1, after: [], exclusive: [], shared: [], stage: 0, run: async () => {}, ...more };
}

/** Records what runs beside what. */
function recorder() {
  const running = new Set<string>();
  const beside: string[] = [];
  const order: string[] = [];
  const run = (name: string) => async () => {
    order.push(name);
    for (const other of running) beside.push([name, other].sort().join('+'));
    running.add(name);
    await clock.sleep(5);
    running.delete(name);
  };
  return { beside, order, run };
}

describe('lanes', () => {
  it('begin the heaviest task first and earlier stages before later ones', async () => {
    const { order, run } = recorder();
    const tasks = [
      task('light', { run: run('light') }),
      task('later', { stage: 1, weight: 99, run: run('later') }),
      task('heavy', { weight: 9, run: run('heavy') }),
    ];
    await runLanes([{ id: 1 }], tasks);
    expect(order).toEqual(['heavy', 'light', 'later']);
  });

  it('never run two tasks side by side that need the same thing for themselves', async () => {
    const { beside, run } = recorder();
    const tasks = [
      task('constraint', { exclusive: ['t'], run: run('constraint') }),
      task('index a', { shared: ['t'], run: run('index a') }),
      task('index b', { shared: ['t'], run: run('index b') }),
    ];
    await runLanes(lanes, tasks);
    expect(beside).toEqual(['index a+index b']);
  });

  it('hold a task back until those it waits for are done', async () => {
    const { order, run } = recorder();
    await runLanes(lanes, [
      task('last', { after: ['first', 'second'], weight: 9, run: run('last') }),
      task('first', { run: run('first') }),
      task('second', { run: run('second') }),
    ]);
    expect(order.at(-1)).toBe('last');
  });

  it('stop at the first failure, tell those that run, and begin nothing more', async () => {
    const { order, run } = recorder();
    let told = false;
    const tasks = [
      task('fails', {
        weight: 9,
        run: async () => {
          throw new Error('broken');
        },
      }),
      task('long', {
        weight: 8,
        run: async (_lane, signal) => {
          await clock.sleep(2_000, signal);
          told = signal.aborted;
        },
      }),
      task('never', { after: ['long'], run: run('never') }),
    ];
    await expect(runLanes(lanes, tasks)).rejects.toThrow('broken');
    expect({ told, order }).toEqual({ told: true, order: [] });
  });

  it('refuse tasks that wait for each other or for nothing that exists', async () => {
    const circle = [task('a', { after: ['b'] }), task('b', { after: ['a'] })];
    await expect(runLanes(lanes, circle)).rejects.toThrow('wait for each other');
    await expect(runLanes(lanes, [task('a', { after: ['x'] })])).rejects.toThrow('does not exist');
  });

  it('end when the caller gives up', async () => {
    const abort = new AbortController();
    const tasks = [
      task('a', { run: async () => abort.abort(new Error('enough')) }),
      task('b', { after: ['a'] }),
    ];
    await expect(runLanes([{ id: 1 }], tasks, abort.signal)).rejects.toThrow('enough');
  });
});
