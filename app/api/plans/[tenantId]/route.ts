import { fileAnswer } from '@/lib/command/http/answer';
import { readFile } from '@/lib/command/http/body';
import { entityTag } from '@/lib/command/http/conditions';
import { toCommandRoute } from '@/lib/command/http/to-command-route';
import { toRoute } from '@/lib/command/http/to-route';
import { importPlan } from '@/lib/scrub-plans/decide/import-plan';
import { exportPlanFile } from '@/lib/scrub-plans/export-plan-file';

/** A version of a source's plan as its file; the latest unless `version` names one. */
export const GET = toRoute(exportPlanFile, {
  answer: ({ version, ...file }) => fileAnswer(file, { etag: entityTag(version) }),
});

/**
 * Replaces a source's plan by the file in the body, if the version that it was made from is still the latest: `version` in
 * the address, or If-Match. The reason comes as a header, percent-encoded, since addresses are logged.
 */
export const PUT = toCommandRoute(importPlan, {
  read: async ({ request, params, ifMatch }) => ({
    ...params,
    version: ifMatch ?? new URL(request.url).searchParams.get('version') ?? undefined,
    reason: decoded(request.headers.get('sandgate-reason') ?? ''),
    document: await readFile(request),
  }),
  version: (plan) => plan.version,
});

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
