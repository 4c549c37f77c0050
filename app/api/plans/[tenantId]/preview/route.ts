import { problem } from '@/lib/command/http/to-route';
import { ask } from '@/lib/command/query';
import { toFailure } from '@/lib/command/run';
import { previewImport } from '@/lib/scrub-plans/decide/preview-import';
import { readUpload } from '../read-upload';

/** What the file in the body would change in a source's plan. Changes nothing. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ tenantId: string }> },
): Promise<Response> {
  try {
    const { actor, text } = await readUpload(request);
    const preview = await ask(previewImport, { ...(await params), document: text }, actor);
    return Response.json(preview, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    const failure = toFailure(error, previewImport.name);
    return problem(failure.code, failure.fields.document?.join(' ') ?? failure.message);
  }
}
