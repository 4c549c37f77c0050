import { answerFile } from '@/app/api/answer-file';
import { getCertificate } from '@/lib/certificates/get-certificate';
import { writeCertificateFile } from '@/lib/certificates/write-certificate-file';

/** The proof as the engine wrote it with its ground beside it, so that every hash can be computed again. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ slug: string }> },
): Promise<Response> {
  const copy = new URL(request.url).searchParams.get('copy') ?? undefined;
  return answerFile(getCertificate, { ...(await params), copy }, ({ sandbox, certificate }) =>
    certificate
      ? {
          fileName: `${sandbox.slug}-certificate.json`,
          text: `${JSON.stringify(writeCertificateFile(certificate.document, certificate), null, 2)}\n`,
        }
      : null,
  );
}
