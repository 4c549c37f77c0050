import { Pagination } from '../ui/data/pagination';

/** Which part of a long list a certificate shows; `all` shows the whole of it, to print. */
export type Paging = {
  page: number;
  size: number;
  isWhole: boolean;
  /** The address of another page of this list, the other lists unmoved. */
  href: (page: number) => string;
};

const pagesOf = (total: number, { size, isWhole }: Paging) =>
  isWhole ? 1 : Math.max(1, Math.ceil(total / size));

/** The rows of the page; a page past the last one is the last one. */
export function partOf<Row>(rows: readonly Row[], paging: Paging): readonly Row[] {
  if (paging.isWhole) return rows;
  const page = Math.min(paging.page, pagesOf(rows.length, paging));
  return rows.slice((page - 1) * paging.size, page * paging.size);
}

/** Nothing where all stands on one page. */
export function PartPages({ label, total, paging }: { label: string; total: number; paging: Paging }) {
  const pages = pagesOf(total, paging);
  if (pages === 1) return null;
  const page = Math.min(paging.page, pages);
  return (
    <Pagination
      label={label}
      summary={`Page ${page} of ${pages.toLocaleString('en')}, ${total.toLocaleString('en')} in all`}
      previousHref={page > 1 ? paging.href(page - 1) : null}
      nextHref={page < pages ? paging.href(page + 1) : null}
    />
  );
}
