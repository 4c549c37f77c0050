import { Pagination } from './pagination';

type Values = Record<string, string | undefined>;

/** Where one stands in a list that is paged by its keys: how much there is, and links to the pages beside this one. */
export function KeysetPagination({
  label,
  path,
  values,
  list,
  noun,
  aside = '',
}: {
  label: string;
  path: string;
  /** What the address says beside the place. */
  values: Values;
  list: {
    total: { value: number; isExact: boolean; isAtLeast?: boolean | undefined };
    previous: string | null;
    next: string | null;
  };
  noun: { one: string; many: string };
  /** Said behind the count. */
  aside?: string;
}) {
  const { value, isExact, isAtLeast } = list.total;
  const count = `${isExact ? '' : isAtLeast ? 'more than ' : 'about '}${value.toLocaleString('en')} ${value === 1 ? noun.one : noun.many}${aside}`;
  const hrefTo = (cursor: string | null) => cursor && placeHref(path, { ...values, cursor });
  return (
    <Pagination
      label={label}
      summary={count}
      previousHref={hrefTo(list.previous)}
      nextHref={hrefTo(list.next)}
    />
  );
}

/** The address of a place in a list, with what else it says. */
export function placeHref(path: string, values: Values): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value) search.set(name, value);
  return search.size > 0 ? `${path}?${search}` : path;
}
