import { checksumLength, type KeyEnvironment, secretLength } from './api-key';
import { checksumOf, fingerprintOf, hashKey } from './key-digests';

export type ParsedKey = {
  environment: KeyEnvironment;
  keyPrefix: string;
  /** SHA-256 in hex, by which a sandbox's key is found. */
  hash: string;
  fingerprint: string;
};

const testKey = new RegExp(
  `^(?<stem>(?<prefix>[a-z]{3,16})_test_[A-Za-z0-9_-]{${secretLength}})(?<checksum>[A-Za-z0-9_-]{${checksumLength}})$`,
);

/** Production mints its own keys, so nothing is asked of what follows the word. */
const liveKey = /^(?<prefix>[a-z]{3,16})_live_[\x21-\x7e]{1,400}$/;

/**
 * Reads what a caller presented, byte for byte: no trimming, no folding of case. Null for everything that cannot be a
 * key, a wrong checksum included, so that such a thing costs no query. Says nothing about whether the key exists.
 */
export function parseKey(text: string): ParsedKey | null {
  const test = testKey.exec(text)?.groups;
  if (test) {
    const { stem = '', prefix = '', checksum } = test;
    return checksumOf(stem) === checksum ? describe('test', prefix, text) : null;
  }
  const live = liveKey.exec(text)?.groups;
  return live ? describe('live', live.prefix ?? '', text) : null;
}

function describe(environment: KeyEnvironment, keyPrefix: string, text: string): ParsedKey {
  const hash = hashKey(text);
  return { environment, keyPrefix, hash, fingerprint: fingerprintOf(hash) };
}
