import { notFound } from 'next/navigation';
import type { z } from 'zod';
import { requireActor } from '@/lib/access/session';
import { ask, type Query } from '@/lib/command/query';
import { refuseParameter } from '@/lib/command/web/refuse-parameter';
import { KnownError } from '@/lib/errors';

/**
 * Asks on behalf of whoever is signed in; sends others to sign in. What does not exist, and what this person may not
 * know of or is not allowed to read, becomes the same "nothing here" page with status 404; a parameter that cannot be read is
 * answered with 400 and its name.
 */
export async function askForPage<Input extends z.ZodType, Output>(
  query: Query<Input, Output>,
  rawInput: unknown,
): Promise<Output> {
  const actor = await requireActor();
  try {
    return await ask(query, rawInput, actor);
  } catch (error) {
    if (error instanceof KnownError && error.code === 'invalid_input')
      refuseParameter(Object.keys(error.fields)[0] ?? '');
    if (error instanceof KnownError && refusals.has(error.code)) notFound();
    throw error;
  }
}

/**
 * The same for a list. A place in it that cannot be read any more is refused with a sentence, and the first page stands below it.
 */
export async function askForList<Input extends z.ZodType, Output>(
  query: Query<Input, Output>,
  search: Record<string, string | undefined>,
): Promise<{ list: Output; refusal: string | null }> {
  const actor = await requireActor();
  const { cursor, ...filters } = search;
  try {
    if (cursor !== undefined) return { list: await ask(query, search, actor), refusal: null };
  } catch (error) {
    const [refusal] = (error instanceof KnownError && error.fields.cursor) || [];
    if (refusal !== undefined) return { list: await askForPage(query, filters), refusal };
  }
  return { list: await askForPage(query, search), refusal: null };
}

const refusals: ReadonlySet<string> = new Set(['not_found', 'forbidden', 'invalid_input']);

/** Parameters of the address; one that stands twice counts once, since addresses are typed by hand. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** The parameters as single texts, empty ones left out. */
export async function readSearch(searchParams: SearchParams): Promise<Record<string, string | undefined>> {
  const entries = Object.entries(await searchParams).map(([name, value]): [string, string | undefined] => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value));
}
