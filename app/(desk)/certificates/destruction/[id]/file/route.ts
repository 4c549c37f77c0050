import { getDestructionCertificate } from '@/lib/certificates/destruction/get-destruction-certificate';
import { fileAnswer } from '@/lib/command/http/answer';
import { toRoute } from '@/lib/command/http/to-route';

/** The certificate as it was issued, named by its id, so that its hash can be computed again. */
export const GET = toRoute(getDestructionCertificate, {
  answer: ({ id, document }) =>
    fileAnswer({
      fileName: `destruction-${id}.json`,
      text: `${JSON.stringify(document, null, 2)}\n`,
    }),
});
