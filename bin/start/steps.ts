import { clock } from '@/lib/clock';

/** What a person who started a program sees: each step as it begins and how long it took. */

const write = (text: string) => process.stdout.write(`${text}\n`);
const seconds = (from: number) => `${((clock.elapsed() - from) / 1000).toFixed(1)} s`;

/** A line of its own. */
export function say(text: string): void {
  write(text);
}

/**
 * Announces a step, does it, and says how long it took; steps that run side by side may interleave, so each line names
 * its step. The result or the error comes back unchanged.
 */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const from = clock.elapsed();
  write(`· ${name} …`);
  try {
    const result = await work();
    write(`✓ ${name} (${seconds(from)})`);
    return result;
  } catch (error) {
    write(`✗ ${name} (${seconds(from)})`);
    throw error;
  }
}

/** An end that a person can do something about: its sentence is printed without a stack. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
