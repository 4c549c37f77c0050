/**
 * Lengths of digests in bytes (MD5, SHA-1, 192 bits, SHA-224, SHA-256, SHA-384, SHA-512), and two in between. The longest digest
 * in use has 64; more room costs nothing, since the padding is a constant. The least keep distinct values distinct: 128 bits.
 */
const sizes = [16, 20, 24, 28, 32, 48, 64, 96, 128];
const longest = 128;

/**
 * A digest as bytes of the next of these lengths: columns of hashes are often checked for the length of theirs, while bytes of
 * any length would be joined with the original by it. Beyond the digest's 30 bytes follow zeros. `original` and `digest` are SQL
 * expressions of type bytea.
 */
export function bytesLike(original: string, digest: string): string {
  const padded = `${digest} || '\\x${'00'.repeat(longest)}'::bytea`;
  const limits = `'{${sizes.slice(0, -1).join(',')}}'::int4[]`;
  const size = `('{${sizes.join(',')}}'::int4[])[width_bucket(octet_length(${original}) - 1, ${limits}) + 1]`;
  return `substr(${padded}, 1, ${size})`;
}
