/**
 * Raised when the engine would treat the same plan differently, so that nobody's signature covers it unseen: with the
 * masks' SQL, which a test holds against this number, and with what of the structure leaves.
 */
export const engineVersion = 5;
