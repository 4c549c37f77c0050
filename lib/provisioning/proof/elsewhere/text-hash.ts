import type { ClientBase } from 'pg';
import { ProvisioningError } from '../../provisioning-error';
import { decimalOf } from '../compare/decode-hashes';

/**
 * The hash that `hashtextextended` computes under the collation "C", so that this process can tell which texts of one
 * server another server holds without either sending them: Bob Jenkins' lookup3 of 64 bits (PostgreSQL,
 * src/common/hashfn.c, `hash_bytes_extended`). It narrows down; SHA-256 under a fresh key decides.
 */
export class TextHash {
  /** Both halves of the last hash, signed. */
  high = 0;
  low = 0;
  private a = 0;
  private b = 0;
  private c = 0;
  private readonly seed: { high: number; low: number };

  constructor(seed: bigint) {
    const unsigned = BigInt.asUintN(64, seed);
    this.seed = { high: Number(unsigned >> 32n), low: Number(unsigned & 0xffffffffn) };
  }

  /** Hashes the bytes from `start` to before `end` and leaves the outcome in `high` and `low`. */
  hash(bytes: Uint8Array, start: number, end: number): void {
    const { seed } = this;
    const begin = (0x9e3779b9 + (end - start) + 3_923_095) | 0;
    this.a = begin;
    this.b = begin;
    this.c = begin;
    if (seed.high !== 0 || seed.low !== 0) {
      this.a = (this.a + seed.high) | 0;
      this.b = (this.b + seed.low) | 0;
      this.mix();
    }
    let at = start;
    for (; end - at >= 12; at += 12) {
      this.a = (this.a + word(bytes, at, 4)) | 0;
      this.b = (this.b + word(bytes, at + 4, 4)) | 0;
      this.c = (this.c + word(bytes, at + 8, 4)) | 0;
      this.mix();
    }
    const rest = end - at;
    this.a = (this.a + word(bytes, at, Math.min(4, rest))) | 0;
    if (rest > 4) this.b = (this.b + word(bytes, at + 4, Math.min(4, rest - 4))) | 0;
    // The lowest byte of the third word stands for the length, which is in it already.
    if (rest > 8) this.c = (this.c + (word(bytes, at + 8, rest - 8) << 8)) | 0;
    this.finish();
  }

  private mix(): void {
    let { a, b, c } = this;
    a = (a - c) ^ turned(c, 4);
    c = (c + b) | 0;
    b = (b - a) ^ turned(a, 6);
    a = (a + c) | 0;
    c = (c - b) ^ turned(b, 8);
    b = (b + a) | 0;
    a = (a - c) ^ turned(c, 16);
    c = (c + b) | 0;
    b = (b - a) ^ turned(a, 19);
    a = (a + c) | 0;
    c = (c - b) ^ turned(b, 4);
    b = (b + a) | 0;
    this.a = a;
    this.b = b;
    this.c = c;
  }

  private finish(): void {
    let { a, b, c } = this;
    c = ((c ^ b) - turned(b, 14)) | 0;
    a = ((a ^ c) - turned(c, 11)) | 0;
    b = ((b ^ a) - turned(a, 25)) | 0;
    c = ((c ^ b) - turned(b, 16)) | 0;
    a = ((a ^ c) - turned(c, 4)) | 0;
    b = ((b ^ a) - turned(a, 14)) | 0;
    c = ((c ^ b) - turned(b, 24)) | 0;
    this.high = b;
    this.low = c;
  }
}

const turned = (value: number, bits: number) => (value << bits) | (value >>> (32 - bits));

/** Up to four bytes, the first one lowest. */
function word(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let byte = 0; byte < length; byte += 1) value |= (bytes[at + byte] ?? 0) << (8 * byte);
  return value;
}

const probe = 'The quick brown fox, 17 dogs.';

/**
 * Refuses a server that hashes otherwise than `TextHash` (`version_unsupported`), since no value would be met then: one whose
 * processor stores the highest byte first.
 */
export async function assertHashedAlike(client: ClientBase, seed: bigint): Promise<void> {
  const { rows } = await client.query<{ database: string; hash: string }>(
    `SELECT current_database() AS database, hashtextextended('${probe}' COLLATE "C", ${seed})::text AS hash`,
  );
  const own = new TextHash(seed);
  own.hash(Buffer.from(probe), 0, probe.length);
  if (rows[0]?.hash === decimalOf(own.high, own.low)) return;
  throw new ProvisioningError(
    'version_unsupported',
    `The server of database "${rows[0]?.database ?? ''}" computes hashtextextended otherwise than PostgreSQL does where the lowest byte of a number is stored first, so values that are masked cannot be looked for in other columns.`,
    undefined,
    {
      remedy:
        'Have the server’s administrator offer production on a machine with little-endian processors (x86-64 or ARM64), such as a standby, and register that.',
    },
  );
}
