/** Steps from the outside in: a key, every item of an array, or every key but these. */
export type Step = { key: string } | 'items' | { except: readonly string[] };

export type KeyPlace = {
  path: readonly Step[];
  named: readonly string[];
  /** `absent`: no key is there but the named ones. `renewed`: none that the source has. `any`: the mask may meet others. */
  others: 'absent' | 'renewed' | 'any';
};
