/** A database or a role that existed, and the OIDs under which it did, as far as they were recorded. */
export type Expected = { kind: 'database' | 'role'; name: string; oids: readonly number[] };
