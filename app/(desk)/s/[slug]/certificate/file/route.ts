import { answerFile } from '@/app/api/answer-file';
import { getCertificate } from '@/lib/certificates/get-certificate';

/** The certificate as the engine wrote it, so that its hash can be computed again. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ slug: string }> },
): Promise<Response> {
  const copy = new URL(request.url).searchParams.get('copy') ?? undefined;
  return answerFile(getCertificate, { ...(await params), copy }, ({ sandbox, certificate }) =>
    certificate
      ? {
          fileName: `${sandbox.slug}-certificate.json`,
          text: `${JSON.stringify(certificate.document, null, 2)}\n`,
        }
      : null,
  );
}
