/**
 * A line of code that refuses something, and the tests that have to notice when it is gone. `take` is the exact text that is
 * taken out of `file`, where it stands once; `put` comes in its place. The tests are the nearest ones, and `only` names
 * those of them that are run, as a pattern.
 */
export type Guard = {
  /** `command NAME`, `route FILE`, `gateway METHOD FILE` or `job NAME`; a sentence for what serves several of them. */
  of: string;
  file: string;
  take: string;
  put?: string;
  tests: readonly string[];
  only?: string;
};
