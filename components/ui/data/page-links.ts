/** The address of a part of a document, which stays as it is, so that its parts have numbers; filters are kept. */
export function pageHref(path: string, values: Record<string, string | undefined>, page: number): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value) search.set(name, value);
  if (page > 1) search.set('page', String(page));
  return search.size > 0 ? `${path}?${search}` : path;
}

/** "1 column", "Page 2 of 49, 1,204 columns". */
export function pageSummary(
  list: { page: number; pages: number; total: number },
  noun: { one: string; many: string },
): string {
  const count = `${list.total.toLocaleString('en')} ${list.total === 1 ? noun.one : noun.many}`;
  return list.pages > 1 ? `Page ${list.page} of ${list.pages.toLocaleString('en')}, ${count}` : count;
}

/** The links to the pages before and after, for Pagination. */
export function pageLinks(
  path: string,
  values: Record<string, string | undefined>,
  list: { page: number; pages: number },
): { previousHref: string | null; nextHref: string | null } {
  return {
    previousHref: list.page > 1 ? pageHref(path, values, Math.min(list.page - 1, list.pages)) : null,
    nextHref: list.page < list.pages ? pageHref(path, values, list.page + 1) : null,
  };
}
