/** How much one form may hold. All of it together decides how long Next.js and React work on it. */
export type FormBounds = { bytes: number; parts: number };

/**
 * Before anybody has signed in: some ten times the largest form that is open to everybody. What is larger makes us ask
 * for the session first.
 */
export const strangerBounds: FormBounds = { bytes: 64_000, parts: 200 };

/** Two thousand ticked columns with room to spare, within the megabyte that Next.js takes for an action. */
export const signedInBounds: FormBounds = { bytes: 1_000_000, parts: 5_000 };

/** Bytes of bodies that strangers may have under way together; then they are told to come back. */
export const mostHeldBytes = 64_000_000;
