import { Button } from '../actions/button';
import { LinkButton } from '../actions/link-button';

/** Earlier and later pages, by links, and where one stands. A missing link is a button that says there is no more. */
export function Pagination({
  label,
  summary,
  previousHref,
  nextHref,
}: {
  /** Names this navigation for those who jump between landmarks. */
  label: string;
  summary: string;
  previousHref?: string | null;
  nextHref?: string | null;
}) {
  return (
    <nav
      aria-label={label}
      className="flex items-center justify-between gap-3 border-t border-line px-3 py-2"
    >
      <p className="text-xs text-muted">{summary}</p>
      <div className="flex gap-2">
        {previousHref ? (
          <LinkButton size="small" href={previousHref} rel="prev">
            Previous
          </LinkButton>
        ) : (
          <Button size="small" whyNot="This is the first page.">
            Previous
          </Button>
        )}
        {nextHref ? (
          <LinkButton size="small" href={nextHref} rel="next">
            Next
          </LinkButton>
        ) : (
          <Button size="small" whyNot="This is the last page.">
            Next
          </Button>
        )}
      </div>
    </nav>
  );
}
