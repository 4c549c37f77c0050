const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' });

/** A time to the second in UTC, the same on every screen and on paper. */
export const exactTime = (at: Date): string => exact.format(at);
