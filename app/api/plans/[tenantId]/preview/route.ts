import { readFile } from '@/lib/command/http/body';
import { toRoute } from '@/lib/command/http/to-route';
import { previewImport } from '@/lib/scrub-plans/decide/preview-import';

/** What the file in the body would change in a source's plan. Changes nothing. */
export const POST = toRoute(previewImport, {
  read: async (request) => ({ document: await readFile(request) }),
});
