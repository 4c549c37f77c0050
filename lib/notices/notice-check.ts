import type { Notice } from '../db/generated/client';
import type { Tx } from '../db/transaction';

/**
 * Whether what a notice says still holds, asked when a mail is about to leave. The noun that tells of something declares the
 * check by name; the worker is handed all of them. A notice without one tells of something that was done, which stays true.
 */
export type NoticeCheck = {
  name: string;
  /** Whether it still holds of this row and moment. */
  holds: (tx: Tx, about: { id: string; at: Date }) => Promise<boolean>;
  /** What its reader can do about it by a link of the mail, without signing in; null where there is nothing. The link is kept nowhere. */
  findLink?: (tx: Tx, about: { id: string; at: Date }, personId: string) => Promise<NoticeLink | null>;
};

export type NoticeLink = { label: string; path: string };

type Checked = Pick<Notice, 'check' | 'aboutId' | 'aboutAt'>;

/**
 * The notices that hold now. Throws for a check that this worker does not know: the notice belongs to a later release, and is sent
 * by a worker of that.
 */
export async function keepWhatHolds<Row extends Checked>(
  tx: Tx,
  checks: readonly NoticeCheck[],
  notices: readonly Row[],
): Promise<Row[]> {
  const kept: Row[] = [];
  for (const notice of notices) {
    if (await holds(tx, checks, notice)) kept.push(notice);
  }
  return kept;
}

/** The link that goes into one person's mail with a notice; null for none. */
export async function findNoticeLink(
  tx: Tx,
  checks: readonly NoticeCheck[],
  { check, aboutId: id, aboutAt: at, personId }: Checked & Pick<Notice, 'personId'>,
): Promise<NoticeLink | null> {
  const found = checks.find(({ name }) => name === check);
  return (id && at && (await found?.findLink?.(tx, { id, at }, personId))) || null;
}

async function holds(tx: Tx, checks: readonly NoticeCheck[], notice: Checked): Promise<boolean> {
  const { check, aboutId: id, aboutAt: at } = notice;
  if (!check || !id || !at) return true;
  const found = checks.find(({ name }) => name === check);
  if (!found) throw new Error(`There is no check ${check} of notices.`);
  return found.holds(tx, { id, at });
}
