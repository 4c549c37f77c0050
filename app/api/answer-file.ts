import type { z } from 'zod';
import { currentActor } from '@/lib/access/session';
import { problem, problemOf } from '@/lib/command/http/to-route';
import { ask, type Query } from '@/lib/command/query';
import { toFailure } from '@/lib/command/run';

export type AnsweredFile = { fileName: string; text: string };

/**
 * Asks on behalf of whoever is signed in and answers with a JSON file for the browser to keep; problem+json for what
 * went wrong, and for those who are not signed in. Never stored by anybody in between.
 */
export async function answerFile<Input extends z.ZodType, Output>(
  query: Query<Input, Output>,
  rawInput: unknown,
  toFile: (value: Output) => AnsweredFile | null,
): Promise<Response> {
  try {
    const actor = await currentActor();
    if (!actor) return problem('unauthenticated', 'Sign in first.');
    const file = toFile(await ask(query, rawInput, actor));
    if (!file) return problem('not_found', 'There is no such file.');
    return new Response(file.text, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="${file.fileName.replace(/[^\w.-]/g, '_')}"`,
        'cache-control': 'no-store',
      },
    });
  } catch (error) {
    return problemOf(toFailure(error, query.name));
  }
}
