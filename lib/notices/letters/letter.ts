/**
 * A letter, and its two forms from one source: plain text, and HTML without images, styles of others or anything that is
 * loaded. Every value is escaped in the HTML, whoever wrote it.
 */
export type Letter = {
  /** Whose name greets them. */
  name: string;
  items: readonly {
    subject: string;
    text: string;
    url: string;
    /** What the reader can do at once. */
    link: { label: string; url: string } | null;
  }[];
  /** Said last, a line each. */
  foot: readonly string[];
  /** Where its reader stops such mails; only in what may be stopped. */
  stopUrl?: string;
};

/** The letter as plain text. */
export function letterText({ name, items, foot, stopUrl }: Letter): string {
  const paragraphs = items.flatMap(({ subject, text, url, link }) => [
    subject,
    ...(text.trim() ? [text.trim()] : []),
    ...(link ? [`${link.label}: ${link.url}`] : []),
    url,
  ]);
  const end = [...foot, ...(stopUrl ? [`Get no such mails any more: ${stopUrl}`] : [])];
  return [`Hello ${name},`, ...paragraphs, end.join('\n')].join('\n\n');
}

/** The letter as an HTML document. */
export function letterHtml({ name, items, foot, stopUrl }: Letter): string {
  const parts = items.map(
    ({ subject, text, url, link }) =>
      `<h2 style="font-size:16px;margin:24px 0 4px">${escaped(subject)}</h2>${
        text.trim() ? `<p style="margin:0 0 4px;white-space:pre-line">${escaped(text.trim())}</p>` : ''
      }<p style="margin:0"><a href="${escaped(url)}">Open it at the desk</a>${
        link ? ` · <a href="${escaped(link.url)}">${escaped(link.label)}</a>` : ''
      }</p>`,
  );
  const end = foot.map((line) => `${escaped(line)}<br>`).join('');
  const stop = stopUrl ? `<a href="${escaped(stopUrl)}">Get no such mails any more</a>` : '';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sandgate</title></head><body style="font-family:sans-serif;font-size:14px;line-height:1.5;max-width:600px" dir="auto"><p>Hello ${escaped(name)},</p>${parts.join('')}<p style="color:#595959;font-size:12px;margin-top:32px">${end}${stop}</p></body></html>`;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
