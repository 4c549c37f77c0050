/**
 * Runs tasks on a fixed number of lanes, the heaviest that may run first. A task may run once the tasks it waits for
 * are done and nobody holds what it needs for itself: two indexes of one table are built side by side, a constraint of
 * that table is not added at the same time. This is how a copy's rows, indexes, foreign keys and statistics overlap.
 *
 * The first failure stops the rest: running tasks are told by the signal, waiting ones never begin.
 */

export type Task<Lane> = {
  /** Unique among the tasks of one run. */
  name: string;
  /** Cost in any unit, for the order only. */
  weight: number;
  /** Tasks that have to be done before; names that are not in the run are an error. */
  after: readonly string[];
  /** What the task must have to itself, and what it shares with other readers. */
  exclusive: readonly string[];
  shared: readonly string[];
  /** Earlier stages go first whatever the weight; rows before indexes keeps the source's snapshot short. */
  stage: number;
  run: (lane: Lane, signal: AbortSignal) => Promise<void>;
};

/** A task that waits for no other and needs nothing for itself. */
export const freeTask = <Lane>(name: string, weight: number, run: Task<Lane>['run']): Task<Lane> => ({
  name,
  weight,
  after: [],
  exclusive: [],
  shared: [],
  stage: 0,
  run,
});

/**
 * Resolves when all tasks are done. Rejects with the first failure after every running task has ended. Refuses (Error)
 * tasks that wait for each other or for something unknown.
 */
export async function runLanes<Lane>(
  lanes: readonly Lane[],
  tasks: readonly Task<Lane>[],
  signal?: AbortSignal,
): Promise<void> {
  const stop = new AbortController();
  const combined = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const board = new Board(tasks);
  const work = async (lane: Lane): Promise<void> => {
    while (!combined.aborted) {
      const task = board.take();
      if (task === 'over') return;
      if (task === 'wait') {
        await board.changed();
        continue;
      }
      try {
        await task.run(lane, combined);
      } catch (thrown) {
        stop.abort(thrown);
        throw thrown;
      } finally {
        board.release(task);
      }
    }
  };
  const ended = await Promise.allSettled(lanes.map(work));
  const failed = ended.find((each) => each.status === 'rejected');
  if (stop.signal.aborted) throw stop.signal.reason;
  if (failed) throw failed.reason;
  signal?.throwIfAborted();
}

/** Which tasks wait, run and are done, and who holds what. */
class Board<Lane> {
  private readonly waiting: Task<Lane>[];
  private readonly done = new Set<string>();
  private readonly held = new Map<string, number>();
  private running = 0;
  private listeners: (() => void)[] = [];

  constructor(tasks: readonly Task<Lane>[]) {
    this.waiting = [...tasks].sort((a, b) => a.stage - b.stage || b.weight - a.weight);
    const names = new Set(tasks.map((task) => task.name));
    if (names.size !== tasks.length) throw new Error('two tasks have one name');
    const unknown = tasks.flatMap((task) => task.after).find((name) => !names.has(name));
    if (unknown !== undefined) throw new Error(`a task waits for ${unknown}, which does not exist`);
  }

  take(): Task<Lane> | 'wait' | 'over' {
    if (this.waiting.length === 0) return 'over';
    const at = this.waiting.findIndex((task) => this.mayRun(task));
    const task = this.waiting[at];
    if (!task) {
      if (this.running === 0) throw new Error(`tasks wait for each other: ${this.waiting[0]?.name}`);
      return 'wait';
    }
    this.waiting.splice(at, 1);
    this.running += 1;
    for (const name of task.exclusive) this.held.set(name, -1);
    for (const name of task.shared) this.held.set(name, (this.held.get(name) ?? 0) + 1);
    return task;
  }

  release(task: Task<Lane>): void {
    this.running -= 1;
    this.done.add(task.name);
    for (const name of task.exclusive) this.held.delete(name);
    for (const name of task.shared) this.held.set(name, (this.held.get(name) ?? 1) - 1);
    for (const listener of this.listeners.splice(0)) listener();
  }

  changed(): Promise<void> {
    return new Promise((resolve) => this.listeners.push(resolve));
  }

  private mayRun(task: Task<Lane>): boolean {
    return (
      task.after.every((name) => this.done.has(name)) &&
      task.exclusive.every((name) => (this.held.get(name) ?? 0) === 0) &&
      task.shared.every((name) => (this.held.get(name) ?? 0) >= 0)
    );
  }
}
