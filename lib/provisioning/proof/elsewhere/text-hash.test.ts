import { Client } from 'pg';
import { expect, it } from 'vitest';
import { asSuperuser } from '@/lib/testing/database';
import { useDatabases } from '../../snapshot/promises/two-databases.fixture';
import { decimalOf } from '../compare/decode-hashes';
import { SetIsFull } from '../compare/hash-set';
import { assertHashedAlike, TextHash } from './text-hash';
import { ValueSet } from './value-set';

const database = useDatabases();

it('a server that hashes otherwise is refused with its database and what helps', async () => {
  const { url } = await database();
  const client = new Client(url);
  await client.connect();
  try {
    await expect(assertHashedAlike(client, 17n)).resolves.toBeUndefined();
    await client.query(
      `CREATE SCHEMA other; CREATE FUNCTION other.hashtextextended(text, bigint) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
       SET search_path = other, pg_catalog`,
    );
    await expect(assertHashedAlike(client, 17n)).rejects.toMatchObject({
      name: 'ProvisioningError',
      code: 'version_unsupported',
      message: expect.stringMatching(/^The server of database ".+" computes hashtextextended otherwise/),
      remedy: expect.stringContaining('little-endian'),
    });
  } finally {
    await client.end();
  }
});

it('hashes as PostgreSQL does, whatever the length and the seed', async () => {
  const texts = Array.from({ length: 60 }, (_, length) =>
    'Žluťoučký kůň 🐎 pěl ďábelské ódy, 17 times over.'.repeat(2).slice(0, length),
  );
  for (const seed of [0n, 1n, -1n, 4_611_686_018_427_387_905n, -987_654_321_987n]) {
    const rows = await asSuperuser<{ hash: string }>(
      `SELECT hashtextextended(t COLLATE "C", ${seed})::text AS hash FROM unnest($1::text[]) WITH ORDINALITY AS u (t, o) ORDER BY o`,
      [texts],
    );
    const own = new TextHash(seed);
    for (const [at, text] of texts.entries()) {
      const bytes = Buffer.from(text);
      own.hash(bytes, 0, bytes.length);
      expect([text, decimalOf(own.high, own.low)]).toEqual([text, rows[at]?.hash]);
    }
  }
});

it('a set of values finds what was added with its mark, and nothing else', () => {
  const set = new ValueSet(1_000_000);
  const own = new TextHash(17n);
  const hashed = (text: string) => {
    own.hash(Buffer.from(text), 0, text.length);
    return [own.high, own.low] as const;
  };
  for (let at = 0; at < 5_000; at += 1) set.add(...hashed(`value ${at}`), 1 + (at % 200));
  for (let at = 0; at < 5_000; at += 1) expect(set.find(...hashed(`value ${at}`))).toBe(1 + (at % 200));
  for (let at = 0; at < 5_000; at += 1) expect(set.find(...hashed(`other ${at}`))).toBe(0);
  set.add(...hashed('value 17'), 199);
  set.add(...hashed('value 18'), 3);
  expect([set.size, set.find(...hashed('value 17')), set.find(...hashed('value 18'))]).toEqual([
    5_000, 18, 3,
  ]);
});

it('a set of values takes no more memory than it may', () => {
  const set = new ValueSet(70_000);
  const fill = () => {
    for (let at = 0; at < 60_000; at += 1) set.add(at, at * 71_231, 1);
  };
  expect(fill).toThrow(SetIsFull);
});
