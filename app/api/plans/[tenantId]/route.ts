import { problem } from '@/lib/command/http/to-route';
import { run, toFailure } from '@/lib/command/run';
import { importPlan } from '@/lib/scrub-plans/decide/import-plan';
import { exportPlanFile } from '@/lib/scrub-plans/export-plan-file';
import { answerFile } from '../../answer-file';
import { readUpload } from './read-upload';

type Context = { params: Promise<{ tenantId: string }> };

/** A version of a source's plan as its file; the latest unless `version` names one. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const version = new URL(request.url).searchParams.get('version') ?? undefined;
  return answerFile(exportPlanFile, { ...(await params), version }, (file) => file);
}

/**
 * Replaces a source's plan by the file in the body, if `version`, which it was made from, is still the latest. The reason
 * comes as a header, percent-encoded, since addresses are logged.
 */
export async function PUT(request: Request, { params }: Context): Promise<Response> {
  try {
    const { actor, text } = await readUpload(request);
    const version = new URL(request.url).searchParams.get('version') ?? undefined;
    const reason = decoded(request.headers.get('sandgate-reason') ?? '');
    const result = await run(importPlan, { ...(await params), version, reason, document: text }, actor);
    if (result.ok) return Response.json(result.value, { headers: { 'cache-control': 'no-store' } });
    return problem(result.error.code, inWords(result.error));
  } catch (error) {
    const failure = toFailure(error, importPlan.name);
    return problem(failure.code, failure.message);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** What is wrong with the file, the version or the reason says more than that something is. */
function inWords({ message, fields }: { message: string; fields: Record<string, string[]> }): string {
  return Object.values(fields).flat().join(' ') || message;
}
