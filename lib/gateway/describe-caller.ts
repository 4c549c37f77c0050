import { jsonAnswer } from '../command/http/answer';
import { apiBaseUrl, groupFingerprint } from '../credentials/api-key';
import { env } from '../env';
import { defineEndpoint } from './endpoint';

/** What a key opens: the first call of an integration, made to see that it talks to the right environment. */
export const describeCaller = defineEndpoint({
  name: 'caller.describe',
  allow: 'caller:read',
  serve: ({ who: { key, sandbox, product } }) =>
    jsonAnswer(
      JSON.stringify({
        product: { slug: product.slug, name: product.name },
        sandbox: sandbox.slug,
        environment: 'sandbox',
        baseUrl: apiBaseUrl(env().PUBLIC_URL, sandbox.slug),
        dataShape: sandbox.shape,
        expiresAt: sandbox.expiresAt.toISOString(),
        key: { label: key.label, fingerprint: groupFingerprint(key.fingerprint) },
        records: Object.keys(product.records).sort(),
      }),
    ),
});
