import { z } from 'zod';
import { idInput } from '../../command/id-input';
import type { Shape } from '../../requests/request';
import { type Busy, type CopiedFiles, type CopyState, whileCloned } from '../copies/copy';
import type { SandboxState } from '../sandbox';

/**
 * The vocabulary of resets: a sandbox goes back to the baseline of the copy that it has in use, which after a refresh is the
 * refreshed one. A second copy is made from the sealed baseline beside the one in use, and takes its place; what it replaces is
 * kept for some days, so that the reset can be undone by a roll back.
 *
 * Safe in the browser: imports zod and other vocabulary alone.
 */

/** A reset asks for the sandbox's name, typed: what was written since is out of use with it. */
export const resetSandboxInput = z.strictObject({
  sandboxId: idInput,
  typedName: z.string().trim().max(60),
  /** Names of tables whose present rows are kept, with commas between them. */
  keepsTables: z.string().trim().max(2_000).default(''),
});

/** The tables that a text with commas names, each once. */
export function tablesNamed(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

/** Why these tables cannot be kept over a reset, in words; null when they can. Whether they exist is seen when it is made. */
export function whyNotKeep({ shape }: { shape: Shape }, tables: readonly string[]): string | null {
  if (tables.length > 0 && shape === 'snapshot')
    return 'A scrubbed snapshot keeps no tables over a reset: it goes back to the rows that were proven.';
  return null;
}

/** What a reset depends on at a moment. */
export type ResetGround = {
  busy: Busy | null;
  /** The copy that is built or waits. */
  toCome: CopyState | null;
  /** The baseline of the copy in use is on record and not given up. */
  hasBaseline: boolean;
};

/** Why this sandbox cannot be reset now, in words; null when it can. */
export function whyNotReset(sandbox: { state: SandboxState }, at: ResetGround): string | null {
  if (sandbox.state !== 'ready') return 'Only a sandbox that is ready can be reset.';
  if (at.busy === 'reset') return 'It is being reset already.';
  if (at.toCome === 'waiting')
    return 'A refreshed copy waits; activate or discard it first, and reset the sandbox then.';
  if (at.toCome !== null) return 'A refreshed copy is being built; cancel it or wait for it.';
  if (at.busy === 'clone') return whileCloned;
  if (at.busy === 'roll_back') return 'The sandbox is being rolled back; look again in a moment.';
  if (at.busy === 'seal_copy')
    return 'The last connections of the former copy are being closed; look again in a moment.';
  if (!at.hasBaseline)
    return 'The copy in use has no baseline any more; support can tell you how to get a fresh sandbox.';
  return null;
}

const hourMs = 3_600_000;

/** Since when resets of one sandbox are counted against the limit of an hour. */
export const resetsCountSince = (now: Date): Date => new Date(now.getTime() - hourMs);

/** Why a sandbox was reset often enough for now, in words; null when it was not. `begun` are the last hour's resets. */
export function whyTooManyResets(begun: readonly Date[], limit: number): string | null {
  if (begun.length < limit) return null;
  const latestFirst = begun.map((at) => at.getTime()).sort((left, right) => right - left);
  const again = new Date((latestFirst[limit - 1] ?? 0) + hourMs);
  return `It was reset ${limit} times within an hour, and each reset copies the whole baseline. The next is possible at ${again.toISOString().slice(11, 16)} UTC.`;
}

type Beside = { baselineId: string | null };

/** What a reset gives up for good beside the copy in use, in words; null for nothing. `kept` is the copy that is kept now. */
export function whatResetGivesUp(inUse: Beside | null, kept: Beside | null): string | null {
  if (!kept) return null;
  return kept.baselineId === inUse?.baselineId
    ? 'The copy that is kept from the last reset or roll back is given up for good.'
    : 'The copy from before the refresh is given up for good: after this reset nothing goes back to it.';
}

/** One copy of a database on the cluster; of a reset also how long it took from its beginning to the switch. */
export type CopySample = CopiedFiles & { wholeMs: number | null };

/** What a reset takes beside the copy where none was made here yet: sessions, the comparison, the switch. */
const usualBesideMs = 2_000;

/**
 * How long a reset of so many bytes will take, and in which way the files are copied, from the latest copies of databases here,
 * latest first; null where the size is not known or nothing was copied yet. A clone takes as long at any size.
 */
export function expectReset(
  bytes: number | null,
  samples: readonly CopySample[],
): { ms: number; method: CopiedFiles['method']; samples: number } | null {
  const method = samples[0]?.method;
  if (bytes === null || method === undefined) return null;
  const alike = samples.filter((sample) => sample.method === method);
  const total = (of: (sample: CopySample) => number) => alike.reduce((sum, each) => sum + of(each), 0);
  const copyMs =
    method === 'clone'
      ? total(({ ms }) => ms) / alike.length
      : (bytes * total(({ ms }) => ms)) /
        Math.max(
          1,
          total((each) => each.bytes),
        );
  const beside = alike
    .flatMap(({ wholeMs, ms }) => (wholeMs === null ? [] : [wholeMs - ms]))
    .sort((a, b) => a - b);
  const besideMs = beside[Math.floor(beside.length / 2)] ?? usualBesideMs;
  return { ms: Math.round(copyMs + besideMs), method, samples: alike.length };
}
