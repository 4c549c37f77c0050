import { env } from '../../env';
import { mostListed } from '../notice';
import type { NoticeLink } from '../notice-check';
import { type Letter, letterHtml, letterText } from './letter';

export type Told = { subject: string; text: string; href: string; link?: NoticeLink | null };
type Written = { subject: string; text: string; html: string };

/** The mail of one act. */
export function writeActMail(name: string, notice: Told): Written {
  const foot = ['You get this mail because it concerns you at Sandgate.'];
  return written(notice.subject, { name, items: [itemOf(notice)], foot });
}

/** The mail of a day's warnings, and of what others did for those who want it. `stopPath` leads to where it is stopped. */
export function writeDigest(name: string, notices: readonly Told[], stopPath: string): Written {
  const listed = notices.slice(0, mostListed);
  const more = notices.length - listed.length;
  const [only] = notices;
  const subject = notices.length === 1 && only ? only.subject : `${notices.length} notices from Sandgate`;
  const foot = [
    ...(more > 0 ? [`${more} more stand at ${address('/notices')}`] : []),
    `You get this mail at most once a day. Choose what you get at ${address('/settings/notices')}`,
  ];
  return written(subject, { name, items: listed.map(itemOf), foot, stopUrl: address(stopPath) });
}

const address = (path: string) => new URL(path, env().PUBLIC_URL).toString();
const itemOf = ({ subject, text, href, link }: Told) => ({
  subject,
  text,
  url: address(href),
  link: link ? { label: link.label, url: address(link.path) } : null,
});
const written = (subject: string, letter: Letter): Written => ({
  subject,
  text: letterText(letter),
  html: letterHtml(letter),
});
