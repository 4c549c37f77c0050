import type { Fault } from '@/lib/testing/faults/fault-proxy';
import { seededRandom } from '@/lib/testing/faults/random';
import { seedOf } from '@/lib/testing/sizes';

/** Says where the places of a short run lie, and how each connection is cut. */
export const seed = seedOf(20_261_125);

/** At most `cuts` of the pieces, as far from each other as possible, from a start that the seed chooses. */
export function faultsAmong(pieces: number, cuts: number): Fault[] {
  const random = seededRandom(seed);
  const stride = Math.max(1, Math.floor(pieces / cuts));
  const first = 1 + Math.floor(random() * stride);
  return Array.from({ length: Math.ceil((pieces - first + 1) / stride) }, (_, nth) => ({
    at: first + nth * stride,
    when: random() < 0.5 ? 'unsent' : 'unanswered',
    how: random() < 0.5 ? 'reset' : 'close',
  }));
}
