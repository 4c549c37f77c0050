/** As many names as are remembered of whoever calls: keys and addresses cost nothing to make up. */
const mostNames = 10_000;

/** Puts a name at the end of the map, as the newest, and forgets the oldest one beyond ten thousand. */
export function keepNewest<Value>(map: Map<string, Value>, name: string, value: Value): void {
  map.delete(name);
  map.set(name, value);
  const [oldest] = map.keys();
  if (map.size > mostNames && oldest !== undefined) map.delete(oldest);
}
