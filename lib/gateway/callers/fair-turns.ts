import { clock } from '../../clock';
import { tryLater } from '../../command/http/problem';

/**
 * Who may be served when more call than can be served at once. Each organization has a line of its own; whenever a place is
 * free, the line that was served longest ago has its turn. So the one with forty busy sandboxes waits for itself, and
 * whoever calls now and then waits for one call of others at most.
 *
 * While an organization is alone it may have every place. Once others have called within two seconds the places are
 * divided among them, so that a newcomer need not wait for a call of others to end.
 */
export type FairTurns = {
  /** Resolves when it is this organization's turn, with what gives the place back. Throws a Problem when its line is full. */
  take: (name: string) => Promise<() => void>;
};

type Line = { running: number; waiting: (() => void)[]; calledAt: number };

const recentMs = 2_000;

/** `places` calls run at once; up to `mostWaiting` of each organization wait. `now` counts milliseconds and only grows. */
export function fairTurns(places: number, mostWaiting: number, now: () => number = clock.elapsed): FairTurns {
  /** In the order in which they were served, the longest ago first. */
  const lines = new Map<string, Line>();
  let running = 0;

  const dropSilent = () => {
    for (const [name, line] of lines)
      if (line.running === 0 && line.waiting.length === 0 && line.calledAt < now() - recentMs)
        lines.delete(name);
  };
  const serve = () => {
    const share = Math.max(1, Math.floor(places / Math.max(1, lines.size)));
    while (running < places) {
      const next = [...lines].find(([, line]) => line.waiting.length > 0 && line.running < share);
      if (!next) return;
      const [name, line] = next;
      lines.delete(name);
      lines.set(name, line);
      line.running += 1;
      running += 1;
      line.waiting.shift()?.();
    }
  };
  const giveBack = (line: Line) => {
    line.running -= 1;
    running -= 1;
    dropSilent();
    serve();
  };
  return {
    async take(name) {
      dropSilent();
      const line = lines.get(name) ?? { running: 0, waiting: [], calledAt: now() };
      line.calledAt = now();
      if (!lines.has(name)) lines.set(name, line);
      if (line.waiting.length >= mostWaiting)
        throw tryLater('unavailable', 'Too many calls of your organization at once.');
      const turn = new Promise<void>((resolve) => line.waiting.push(resolve));
      serve();
      await turn;
      let isHeld = true;
      return () => {
        if (isHeld) giveBack(line);
        isHeld = false;
      };
    },
  };
}
