import { stripVTControlCharacters } from 'node:util';
import { clock } from '@/lib/clock';
import type { Outcome, Section } from './section';

/**
 * Runs sections in stages. A stage is a few lanes that run beside one another, each of them its sections one after the
 * other; the next stage begins when all lanes have ended. A section that fails or throws keeps no other from running: one
 * run shows everything.
 *
 * Output of sections that run at the same time would mix, so each section's is kept until it ends and shown in one piece.
 * Meanwhile a line every so often says what runs, for how long, and what it printed last.
 */

export type Stage = readonly (readonly Section[])[];
export type Result = { name: string; outcome: Outcome; seconds: number };

type Running = { name: string; from: number; printed: string[] };
type Write = (text: string) => void;

export type Run = {
  /** Resolves when every stage is done. */
  ended: Promise<Result[]>;
  /** What has ended so far. */
  results: readonly Result[];
  /** Whether every section has ended. */
  isOver: () => boolean;
  /** Shows what the running sections have printed, and names them; for a run that is ended before its time. */
  showUnfinished: () => string[];
};

const progressMs = 20_000;

/** Begins to run all stages; `write` shows a piece of text. */
export function runSections(stages: readonly Stage[], write: Write): Run {
  const running = new Set<Running>();
  const results: Result[] = [];
  let isOver = false;
  const runOne = async (section: Section): Promise<void> => {
    const mine: Running = { name: section.name, from: clock.elapsed(), printed: [] };
    running.add(mine);
    const outcome = await settle(section, mine.printed);
    running.delete(mine);
    const result = { name: section.name, outcome, seconds: (clock.elapsed() - mine.from) / 1000 };
    results.push(result);
    if (outcome.failed > 0 && outcome.details) mine.printed.push(`\n${outcome.details.trimEnd()}\n`);
    write(block(mine, describe(result)));
  };
  const runAll = async (): Promise<Result[]> => {
    const progress = setInterval(() => write(progressOf(running)), progressMs);
    try {
      for (const lanes of stages)
        await Promise.all(
          lanes.map(async (lane) => {
            for (const section of lane) await runOne(section);
          }),
        );
      isOver = true;
    } finally {
      clearInterval(progress);
    }
    return results;
  };
  return {
    ended: runAll(),
    results,
    isOver: () => isOver,
    showUnfinished: () => {
      for (const each of running) write(block(each, `ENDED  ${each.name}: before it was done`));
      return [...running].map(({ name }) => name);
    },
  };
}

/** One line about a section that ended. */
export function describe({ name, outcome, seconds }: Result): string {
  const verdict = outcome.failed > 0 ? 'FAILED' : 'ok';
  const skipped = outcome.skipped > 0 ? `, ${outcome.skipped} skipped` : '';
  return `${verdict.padEnd(7)}${name}: ${outcome.passed} passed, ${outcome.failed} failed${skipped} (${seconds.toFixed(1)} s)`;
}

/** Never rejects: a section that throws has failed once, with the error as its details. */
async function settle(section: Section, printed: string[]): Promise<Outcome> {
  try {
    return await section.run((text) => printed.push(text));
  } catch (error) {
    const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { passed: 0, failed: 1, skipped: 0, details };
  }
}

function block({ name, printed }: Running, verdict: string): string {
  const text = printed.join('').trim();
  return `\n── ${name}\n${text ? `${text}\n` : ''}${verdict}\n`;
}

const shownLength = 100;

function progressOf(running: ReadonlySet<Running>): string {
  return [...running]
    .map(({ name, from, printed }) => {
      const seconds = Math.round((clock.elapsed() - from) / 1000);
      return `… ${name}, ${seconds} s${lastLine(printed)}\n`;
    })
    .join('');
}

/** What a section said last, short enough for a line; colours are left out, since a cut may lie within one. */
function lastLine(printed: readonly string[]): string {
  const tail = printed.slice(-20).join('');
  const line = stripVTControlCharacters(tail).trimEnd().split('\n').at(-1)?.trim() ?? '';
  return line ? `: ${line.slice(0, shownLength)}` : '';
}
