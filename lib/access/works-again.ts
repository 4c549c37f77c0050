/** Of a person whose address works. When the last one came back stays known, so that it is not counted anew. */
export const worksAgain = { bounces: 0, bouncedSince: null } as const;
