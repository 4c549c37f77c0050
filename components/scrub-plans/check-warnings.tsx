import { Banner } from '../ui/feedback/banner';

/** Sentences fit on a page up to here; the command line's check prints all of them. */
const shownWarnings = 8;

/** What the check of a plan found that stops nothing: rows that stay behind, or that break today's constraints. */
export function CheckWarnings({ warnings }: { warnings: readonly { message: string }[] }) {
  if (warnings.length === 0) return null;
  const rest = warnings.length - shownWarnings;
  return (
    <Banner title="Good to know before it is signed">
      <ul className="list-disc pl-5">
        {warnings.slice(0, shownWarnings).map(({ message }) => (
          <li key={message} className="[overflow-wrap:anywhere]">
            {message}
          </li>
        ))}
      </ul>
      {rest > 0 && <p>And {rest.toLocaleString('en')} more, which the command line’s plan check prints.</p>}
    </Banner>
  );
}
