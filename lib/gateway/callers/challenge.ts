/** What a slug may look like at most; anything else names no sandbox and is not looked up. */
export const slugPattern = /^[a-z0-9-]{1,63}$/;

/** Why a credential did not do (RFC 6750, section 3.1). */
type Refusal = 'invalid_token' | 'insufficient_scope';

/** The challenge of RFC 6750, section 3; it names an error only where a credential was presented. */
export function challenge(slug: string, refusal?: Refusal, scope?: string): Record<string, string> {
  const realm = slugPattern.test(slug) ? `sandbox ${slug}` : 'sandbox';
  const parts = [
    `realm="${realm}"`,
    ...(refusal ? [`error="${refusal}"`] : []),
    ...(scope ? [`scope="${scope}"`] : []),
  ];
  return { 'www-authenticate': `Bearer ${parts.join(', ')}` };
}
