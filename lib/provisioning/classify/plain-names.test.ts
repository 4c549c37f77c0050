import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '@/lib/testing/database';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import { classify } from './classify';
import { knownHarmless } from './values/harmless/known-harmless';

/**
 * Secrets and people's things under names that sound harmless, and harmless things under the same names. The first are never
 * kept by proposal, however many rows there are and whatever type holds them; the second do not wait for a person.
 */

const bytes = (at: number, kind: string) => createHash('sha256').update(`${kind} ${at}`).digest();
const pick = (at: number, kind: string, alphabet: string, length: number) =>
  [...bytes(at, kind), ...bytes(at, `${kind} more`)]
    .slice(0, length)
    .map((byte) => alphabet[byte % alphabet.length])
    .join('');
const digits = (at: number, kind: string, length: number) => pick(at, kind, '0123456789', length);
const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const base32 = `${capitals}234567`;
const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const word = (at: number, kind: string) => pick(at, kind, 'abcdefghijklmnopqrstuvwxyz', 9);
const base64 = (at: number, kind: string) => bytes(at, kind).toString('base64');
const url64 = (at: number, kind: string) => bytes(at, kind).toString('base64url');

const secrets: Record<string, (at: number) => string> = {
  'base64 with padding': (at) => base64(at, 'a'),
  'base64 without padding': (at) => base64(at, 'b').replace(/=+$/, ''),
  base64url: (at) => url64(at, 'c'),
  'short base64': (at) => bytes(at, 'd').subarray(0, 9).toString('base64'),
  'an encrypted blob in parts': (at) => `2.${base64(at, 'e')}|${base64(at, 'f')}|${base64(at, 'g')}`,
  'an encrypted blob with a version': (at) => `v1:${url64(at, 'h')}:${url64(at, 'i')}`,
  'hex of 64': (at) => bytes(at, 'j').toString('hex'),
  'hex of 16': (at) => bytes(at, 'k').toString('hex').slice(0, 16),
  'hex of 8': (at) => bytes(at, 'l').toString('hex').slice(0, 8),
  'capital hex': (at) => bytes(at, 'm').toString('hex').toUpperCase(),
  'bytes written as text': (at) => `\\x${bytes(at, 'n').toString('hex')}`,
  'base32 of an authenticator': (at) => pick(at, 'o', base32, 32),
  'base32 in groups': (at) => (pick(at, 'p', base32, 16).match(/.{4}/g) ?? []).join(' '),
  base58: (at) => pick(at, 'q', base58, 44),
  'a sortable id': (at) => `01J${pick(at, 'r', crockford, 23)}`,
  'a UUID': (at) =>
    (/(.{8})(.{4})(.{4})(.{4})(.{12})/.exec(bytes(at, 's').toString('hex')) ?? []).slice(1).join('-'),
  'a UUID in an address': (at) => `https://app.example/join/${bytes(at, 't').toString('hex').slice(0, 20)}`,
  'a code of four digits': (at) => digits(at, 'u', 4),
  'a code of six digits': (at) => digits(at, 'v', 6),
  'a code of six digits in two halves': (at) => `${digits(at, 'w', 3)}-${digits(at, 'x', 3)}`,
  'a code of six digits with a point': (at) => `${digits(at, 'y', 3)}.${digits(at, 'z', 3)}`,
  'a code of six digits in pairs': (at) =>
    `${digits(at, 'A', 2)} ${digits(at, 'B', 2)} ${digits(at, 'C', 2)}`,
  'a code of eight digits': (at) => digits(at, 'D', 8),
  'a code with a word before it': (at) => `Code ${digits(at, 'E', 6)}`,
  'a recovery code': (at) =>
    `${bytes(at, 'F').toString('hex').slice(0, 5)}-${bytes(at, 'G').toString('hex').slice(0, 5)}`,
  'a voucher': (at) => pick(at, 'H', capitals, 8),
  'a licence key': (at) => (pick(at, 'I', `${capitals}0123456789`, 25).match(/.{5}/g) ?? []).join('-'),
  'a password': (at) => `${word(at, 'J')}${digits(at, 'K', 2)}!`,
  'a password of words': (at) => [1, 2, 3].map((part) => word(at, `L${part}`)).join('-'),
  'a bcrypt hash': (at) => `$2b$12$${pick(at, 'M', base58, 53)}`,
  'an argon2 hash': (at) => `$argon2id$v=19$m=65536,t=3,p=4$${url64(at, 'N').slice(0, 22)}$${url64(at, 'O')}`,
  'a hash of Django': (at) => `pbkdf2_sha256$600000$${pick(at, 'P', base58, 12)}$${base64(at, 'Q')}`,
  'a hash of LDAP': (at) => `{SSHA}${base64(at, 'R')}`,
  'a scrypt hash': (at) => `scrypt:32768:8:1$${pick(at, 'S', base58, 16)}$${bytes(at, 'T').toString('hex')}`,
  'a hash with its salt': (at) =>
    `${bytes(at, 'U').toString('hex').slice(0, 16)}:${bytes(at, 'V').toString('hex')}`,
  'a token of three parts': (at) => `eyJhbGciOiJIUzI1NiJ9.${url64(at, 'W')}.${url64(at, 'X')}`,
  'a private key': (at) =>
    `-----BEGIN PRIVATE KEY-----\n${base64(at, 'Y')}\n${base64(at, 'Z')}\n-----END PRIVATE KEY-----`,
  'a public key of a shell': (at) =>
    `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA${base64(at, '1').slice(0, 43)} ${word(at, '2')}@host`,
  'an address of PostgreSQL': (at) => `postgres://app:${word(at, '3')}@db${at % 3}.internal:5432/app`,
  'an address of Redis': (at) => `redis://:${word(at, '4')}@cache:6379/0`,
  'an address of a queue': (at) => `amqps://app:${word(at, '5')}@mq/vhost`,
  'an address of mail': (at) => `smtp://post%40shop.example:${word(at, '6')}@smtp.example:587`,
  'an address of Java': (at) => `jdbc:postgresql://db:5432/app?user=app&password=${word(at, '7')}`,
  'settings of a connection': (at) => `Server=db;Database=app;User Id=app;Password=${word(at, '8')};`,
  'keywords of a connection': (at) => `host=db user=app password=${word(at, '9')} dbname=app`,
  'the same address in each row': () => 'postgres://app:hunter2@db.internal:5432/app',
  'an address that is called': (at) =>
    `https://hooks.example/services/T${digits(at, '%', 4)}/B${pick(at, '&', base58, 24)}`,
  'a signed address': (at) => `/files/report.pdf?expires=${1_700_000_000 + at}&signature=${url64(at, '(')}`,
  'a cookie': (at) => `sid=${url64(at, ')')}; Path=/; HttpOnly`,
  'a header': (at) => `Basic ${Buffer.from(`app:${word(at, '*')}`).toString('base64')}`,
  'a key with a prefix': (at) => `live_${pick(at, '+', base58, 24)}`,
  'a short key with a prefix': (at) => `k-${pick(at, ',', base58, 10)}`,
  'a token of a device': (at) => `${url64(at, '/').slice(0, 22)}:APA91b${url64(at, ':')}${url64(at, ';')}`,
  'a device named by its owner': (at) => `${pick(at, '<', capitals, 1)}${word(at, '=')}'s iPhone`,
  'a device named by a machine': (at) => `DESKTOP-${pick(at, '>', `${capitals}0123456789`, 7)}`,
  'a number plate': (at) => `${pick(at, '?', capitals, 3)} ${digits(at, '@', 3)}`,
  'a serial number': (at) => `SN-${pick(at, '[', `${capitals}0123456789`, 10)}`,
  'a document in text': (at) => `<key>${base64(at, ']')}</key>`,
};

/** Harmless things, under the names that the secrets stand under as well. */
const harmless: Record<string, (at: number) => string> = {
  'states that repeat': (at) => ['open', 'in progress', 'closed'][at % 3] ?? '',
  'labels that repeat': (at) => `Group ${1 + (at % 9)}`,
  'language tags': (at) => ['en', 'de-DE', 'pt_BR', 'zh-Hant-TW'][at % 4] ?? '',
  currencies: (at) => ['EUR', 'USD', 'JPY'][at % 3] ?? '',
  'media types': (at) => ['image/png', 'application/pdf', 'text/html; charset=utf-8'][at % 3] ?? '',
  'versions that differ': (at) => `${1 + (at % 7)}.${at % 13}.${at}`,
  'colours that differ': (at) => `#${bytes(at, 'colour').toString('hex').slice(0, 6)}`,
  'time zones': (at) => ['Europe/Berlin', 'America/New_York', 'UTC'][at % 3] ?? '',
  'points in time': (at) =>
    `2026-03-${String(1 + (at % 28)).padStart(2, '0')}T10:${String(at % 60).padStart(2, '0')}:00Z`,
  measures: (at) => `${(at * 7) % 900}.5 kg`,
  amounts: (at) => `${(at * 37) % 999}.${String(at % 100).padStart(2, '0')}`,
  'numbers that are counted up': (at) => `INV-2026-${String(1000 + at).padStart(6, '0')}`,
  'names of countries': (at) =>
    ['Frankreich', 'Spanien', 'Polen', 'Italien', 'Portugal', 'Schweden', 'Malta', 'Irland'][at % 8] ?? '',
  'words put together': (at) =>
    `${['Steel', 'Wooden', 'Plastic', 'Copper'][at % 4]} ${['chair', 'lamp', 'table', 'shelf', 'bench'][at % 5]} ${at % 30}`,
};

const secretKinds = Object.keys(secrets);
const harmlessKinds = Object.keys(harmless);
const column = (kind: string) => `c${[...secretKinds, ...harmlessKinds].indexOf(kind)}`;

const database = useDatabase();
let plan: ScrubPlan;

/** One table for each kind, so that no column speaks for its neighbour, with the names that sound harmless. */
async function plant(all: Record<string, (at: number) => string>, rows: number) {
  for (const [kind, make] of Object.entries(all)) {
    const table = `app.${column(kind)}`;
    await database.client.query(
      `CREATE TABLE ${table} (id int PRIMARY KEY, code text, name varchar(900), key text, tags text[], settings jsonb)`,
    );
    await database.client.query(
      `INSERT INTO ${table} SELECT at, value, value, value, ARRAY[value, value], jsonb_build_object('type', value)
         FROM unnest($1::text[]) WITH ORDINALITY AS given (value, at)`,
      [Array.from({ length: rows }, (_, at) => make(at))],
    );
  }
}

beforeAll(async () => {
  await database.client.query('CREATE SCHEMA app');
  await plant({ ...secrets, ...harmless }, 200);
  await database.client.query(otherTypes);
  await database.client.query(numbersOfPeople);
  await database.client.query('ANALYZE');
  plan = await classify(database.client, { schemas: ['app'], source: { fingerprint: 'f', server: 's' } });
});

/** The same random numbers in types of every kind; `"char"`, with one letter, is the only one that holds too little. */
const otherTypes = `
  CREATE DOMAIN app.label AS varchar(64);
  CREATE TABLE app.other (id int PRIMARY KEY, code app.label, key char(64), name xml, state bytea, kind varbit(256), level int, size numeric,
    reference uuid, mode json, layout jsonb, tags uuid[], unit bytea[], icon text UNIQUE, tag text);
  INSERT INTO app.other SELECT g, hex, hex, ('<a>' || hex || '</a>')::xml, sha256(hex::bytea), ('x' || left(hex, 64))::bit(256), code, code,
    left(hex, 32)::uuid, to_json(ARRAY[hex]), jsonb_build_object('size', code, 'type', hex), ARRAY[left(hex, 32)::uuid], ARRAY[sha256(hex::bytea)], hex, NULL
    FROM (SELECT g, encode(sha256(g::text::bytea), 'hex') AS hex, 100000 + ('x' || left(md5(g::text), 7))::bit(28)::int % 900000 AS code
          FROM generate_series(1, 200) AS g) AS random`;

/** Numbers of another service, spread over all that it gives; numbers of this database; and the first of things. */
const numbersOfPeople = `
  CREATE TABLE app.users (id int PRIMARY KEY, email text, full_name text, github_user_id bigint, steam_id numeric(20, 0), shard_id bigint, team_id bigint, seen bigint);
  INSERT INTO app.users SELECT g, 'p' || g || '@mail.example', 'Ana Lopez', CASE WHEN g % 2 = 0 THEN code % 90000000 END,
      76561197960265728 + code, 1000 + g, g % 7, code FROM random;
  CREATE TABLE app.telegram_links (id int PRIMARY KEY, user_id int REFERENCES app.users, telegram_chat bigint);
  INSERT INTO app.telegram_links SELECT g, g, code % 7000000000 FROM random;
  CREATE TABLE app.parts (id int PRIMARY KEY, vendor_id bigint);
  INSERT INTO app.parts SELECT g, code FROM random`.replaceAll(
  'FROM random',
  `FROM (SELECT g, ('x' || left(md5('n' || g), 12))::bit(48)::bigint >> (g % 20) AS code FROM generate_series(1, 200) AS g) AS random`,
);

function kept(kind: string): string[] {
  const columns = plan.tables[`app.${column(kind)}`]?.columns ?? {};
  return ['code', 'name', 'key', 'tags'].filter((name) => columns[name]?.mask?.name === 'keep');
}

describe.each(secretKinds)('%s', (kind) => {
  it('is not kept by proposal in text, arrays and documents', () => {
    expect(kept(kind)).toEqual([]);
    const { settings } = plan.tables[`app.${column(kind)}`]?.columns ?? {};
    expect(JSON.stringify(settings?.mask ?? null)).not.toContain('"keep"');
  });

  it.each([1, 4, 12, 60, 500])('is not known to be harmless by %i values', (rows) => {
    const values = Array.from({ length: rows }, (_, at) => secrets[kind]?.(at) ?? '');
    expect(knownHarmless(values)).toBeNull();
    expect(knownHarmless([...values, ...values])).toBeNull();
  });
});

it('no type that could hold a secret is kept by proposal, and no column without a value', () => {
  const columns = Object.entries(plan.tables['app.other']?.columns ?? {});
  expect(columns).toHaveLength(15);
  const held = columns.filter(([, { mask }]) => JSON.stringify(mask ?? null).includes('"keep"'));
  expect(held.map(([name]) => name)).toEqual(['id']);
});

it.each(harmlessKinds)('%s are kept by proposal', (kind) => {
  expect(kept(kind)).toContain('code');
});

it('numbers by which another service knows people are left to a person, and numbers of this database are kept', () => {
  const isKept = (place: string) => {
    const [table = '', name = ''] = place.split('.');
    return plan.tables[`app.${table}`]?.columns[name]?.mask?.name === 'keep';
  };
  const open = ['users.github_user_id', 'users.steam_id', 'telegram_links.telegram_chat'];
  const here = ['users.shard_id', 'users.team_id', 'users.id', 'telegram_links.user_id', 'parts.vendor_id'];
  expect([...open, ...here].filter(isKept)).toEqual(here);
});
