import { answerFile } from '@/app/api/plans/answer-file';
import { getCertificate } from '@/lib/certificates/get-certificate';

/** The certificate as the engine wrote it, so that its hash can be computed again. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ slug: string }> },
): Promise<Response> {
  return answerFile(getCertificate, await params, ({ sandbox, certificate }) =>
    certificate
      ? {
          fileName: `${sandbox.slug}-certificate.json`,
          text: `${JSON.stringify(certificate.document, null, 2)}\n`,
        }
      : null,
  );
}
