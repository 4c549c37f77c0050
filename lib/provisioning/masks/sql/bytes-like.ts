/** Longest digest in use is 64 bytes (SHA-512); more room costs nothing, since the padding is a constant. */
const longest = 128;

/** Least bytes that keep distinct values distinct: 128 bits. */
const least = 16;

/**
 * A digest as bytes of the original's own length, but never under 16: hash columns are often checked for a fixed length.
 * Beyond the digest's 30 bytes follow zeros. `original` and `digest` are SQL expressions of type bytea.
 */
export function bytesLike(original: string, digest: string): string {
  const padded = `${digest} || '\\x${'00'.repeat(longest)}'::bytea`;
  return `substr(${padded}, 1, least(greatest(octet_length(${original}), ${least}), ${longest}))`;
}
