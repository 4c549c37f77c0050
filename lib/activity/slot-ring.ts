import { slotCount } from './activity';

/**
 * The slots of the last two weeks in which there was traffic, as a ring of bits: the bit of a slot stands at its number modulo
 * the ring's length. `latest` is the newest slot that the ring knows of; what is older than two weeks before it is gone.
 */
export type SlotRing = { bits: Uint8Array | null; latest: number | null };

/** The ring with more slots, none of them later than the present one. Changes nothing of what it is given. */
export function addSlots(ring: SlotRing, slots: readonly number[]): SlotRing {
  if (slots.length === 0) return ring;
  const known = slotsIn(ring);
  const latest = Math.max(ring.latest ?? 0, ...slots);
  const bits = new Uint8Array(slotCount / 8);
  for (const slot of [...known, ...slots])
    if (slot > latest - slotCount) bits[byteOf(slot)] = (bits[byteOf(slot)] ?? 0) | bitOf(slot);
  return { bits, latest };
}

/** The numbers of the slots in the ring, earliest first. */
export function slotsIn({ bits, latest }: SlotRing): number[] {
  if (!bits || latest === null) return [];
  const slots = [];
  for (let slot = latest - slotCount + 1; slot <= latest; slot += 1)
    if ((bits[byteOf(slot)] ?? 0) & bitOf(slot)) slots.push(slot);
  return slots;
}

const byteOf = (slot: number) => (slot % slotCount) >> 3;
const bitOf = (slot: number) => 1 << ((slot % slotCount) & 7);
