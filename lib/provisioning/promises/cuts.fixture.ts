import type { Fault } from '@/lib/testing/faults/fault-proxy';
import { seededRandom } from '@/lib/testing/faults/random';

/** Where connections are cut: at a few places in a short run, everywhere with `CUTS=all`. */
const cuts = process.env.CUTS === 'all' ? Number.POSITIVE_INFINITY : Number(process.env.CUTS ?? 4);

/** Says where the places of a short run lie, and how each connection is cut; `SEED` repeats a run. */
export const seed = Number(process.env.SEED ?? 20_261_125);

/** At most `CUTS` of the pieces, as far from each other as possible, from a start that the seed chooses. */
export function faultsAmong(pieces: number): Fault[] {
  const random = seededRandom(seed);
  const stride = Math.max(1, Math.floor(pieces / cuts));
  const first = 1 + Math.floor(random() * stride);
  return Array.from({ length: Math.ceil((pieces - first + 1) / stride) }, (_, nth) => ({
    at: first + nth * stride,
    when: random() < 0.5 ? 'unsent' : 'unanswered',
    how: random() < 0.5 ? 'reset' : 'close',
  }));
}
