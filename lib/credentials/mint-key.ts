import { createSecret } from '../ids';
import { checksumOf, hashKey } from './key-digests';

/**
 * Makes a key of 256 random bits for the sandboxes of a product. The key is to be shown once and forgotten; `hash` is
 * what may be stored. `keyPrefix` is the product's.
 */
export function mintKey(keyPrefix: string): { key: string; hash: string } {
  const stem = `${keyPrefix}_test_${createSecret()}`;
  const key = `${stem}${checksumOf(stem)}`;
  return { key, hash: hashKey(key) };
}
