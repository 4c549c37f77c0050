/** A share as evidence says it. */
/** What values say, whatever the column is called. */

export const percent = (share: number) => `${Math.round(share * 100)} %`;
