import { getCertificate } from '@/lib/certificates/get-certificate';
import { writeCertificateFile } from '@/lib/certificates/write-certificate-file';
import { fileAnswer } from '@/lib/command/http/answer';
import { Problem } from '@/lib/command/http/problem';
import { toRoute } from '@/lib/command/http/to-route';
import { ask } from '@/lib/command/query';
import { findCurrentName } from '@/lib/requests/slug/find-current-name';
import { movedPath } from '@/lib/requests/slug/rename';

/** The proof as the engine wrote it with its ground beside it, so that every hash can be computed again. */
export const GET = toRoute(getCertificate, {
  movedTo: async ({ who, request, params }) => {
    const from = String(params.slug);
    const { slug } = await ask(findCurrentName, { slug: from }, who);
    const { pathname, search } = new URL(request.url);
    return slug && movedPath(`${pathname}${search}`, from, slug);
  },
  answer: ({ sandbox, certificate }) => {
    if (!certificate) throw new Problem('not_found', 'There is no such file.');
    const file = writeCertificateFile(certificate.document, certificate);
    return fileAnswer({
      fileName: `${sandbox.slug}-certificate.json`,
      text: `${JSON.stringify(file, null, 2)}\n`,
    });
  },
});
