import type { ClientBase } from 'pg';
import { readTexts } from './read-texts';

/** A text of each row, over a row called `src`, and who takes it; the bytes are valid until `take` returns. */
export type TextReading = { sql: string; take: (bytes: Buffer, start: number, end: number) => void };

/** In bytes. Of a longer text only its beginning is sent. */
const mostBytes = 1_000_000;
/** A text of so many bytes or more may be the beginning of one: so many of its characters are sent. */
export const longText = mostBytes / 4;
const columnsAtOnce = 500;

/**
 * Reads texts of one table and hands each to whoever asked for it: a text that several ask for is written and sent once.
 * `from` is `FROM … AS src …`. Rejects when the server fails.
 */
export async function readInOnePass(
  client: ClientBase,
  from: string,
  readings: readonly TextReading[],
): Promise<void> {
  const takers = new Map<string, TextReading['take'][]>();
  for (const { sql, take } of readings) takers.set(sql, [...(takers.get(sql) ?? []), take]);
  const all = [...takers];
  for (let first = 0; first < all.length; first += columnsAtOnce)
    await readGroup(client, from, all.slice(first, first + columnsAtOnce));
}

async function readGroup(
  client: ClientBase,
  from: string,
  group: readonly [string, TextReading['take'][]][],
): Promise<void> {
  // Written once, since a part of a document costs more than all else here.
  const written = group.map(([sql], at) => `${sql} AS t${at}`);
  const texts = group.map(
    (_each, at) =>
      `CASE WHEN octet_length(t${at}) > ${mostBytes} THEN left(t${at}, ${longText}) ELSE t${at} END`,
  );
  const select = `SELECT ${texts.join(', ')} FROM (SELECT ${written.join(', ')} ${from} OFFSET 0) AS written`;
  const takers = group.map(([, takes]) => takes);
  await readTexts(client, select, (column, bytes, start, end) => {
    const takes = takers[column];
    if (takes) for (let at = 0; at < takes.length; at += 1) takes[at]?.(bytes, start, end);
  });
}
