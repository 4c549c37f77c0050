import { beforeEach, vi } from 'vitest';

/**
 * Call at the top of a test file: what its tests print to either stream is kept, from the beginning of each test or from
 * `clear` on, and shown nowhere.
 */
export function useCapturedOutput(): { text: () => string; clear: () => void } {
  let output = '';
  beforeEach(() => {
    output = '';
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, 'write').mockImplementation((text) => {
        output += String(text);
        return true;
      });
    return () => vi.restoreAllMocks();
  });
  return {
    text: () => output,
    clear: () => {
      output = '';
    },
  };
}
