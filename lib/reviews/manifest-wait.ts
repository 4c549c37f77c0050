/**
 * Why nobody can sign yet, in words, whoever they are; null when the manifest stands. The command refuses for the same
 * reasons; the page asks here to say so before. Safe in the browser.
 */
export function whyManifestWaits(review: {
  manifest: object | null;
  isBuilt: boolean;
  plan: { checkedAt: Date | null; checkFailure: string | null; refusals: readonly unknown[] } | null;
  /** Why it is too early to sign, in words. */
  tooEarly: string | null;
}): string | null {
  const { manifest, isBuilt, plan, tooEarly } = review;
  if (!manifest) return 'This source has no plan yet; have it read, and decide what is open.';
  if (!plan || !isBuilt) return null;
  if (!plan.checkedAt && plan.checkFailure)
    return 'The plan could not be held against its source; its page says why, and checks it again.';
  if (!plan.checkedAt) return 'The plan is being held against its source; this page follows.';
  const { length } = plan.refusals;
  if (length === 0) return tooEarly;
  return `${length === 1 ? 'One place stands' : `${length.toLocaleString('en')} places stand`} in the way of a snapshot.`;
}
