/**
 * A small generator of its own, so that a seed that was printed gives the same moments on every machine: numbers from 0
 * up to 1, of the linear congruential kind (Numerical Recipes, 7.1), which is plenty for choosing moments.
 */
export function seededRandom(seed: number): () => number {
  let value = seed % 2 ** 32;
  return () => {
    value = (value * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return value / 2 ** 32;
  };
}
