import { createHash } from 'node:crypto';
import type { World } from './world';

/** Keys, tokens, digests and cipher texts, in the outward forms of the libraries that products use. */

const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64');
const withoutPadding = (text: string) => text.replace(/=+$/, '');
const url = (text: string) => withoutPadding(text).replaceAll('+', '-').replaceAll('/', '_');
const lines = (text: string) => text.match(/.{1,64}/g)?.join('\n') ?? '';

/** Makers over the world's source. Lengths are of bytes, except where letters are drawn. */
export function secretsOf({ f }: Pick<World, 'f'>) {
  const hexOf = (bytes: number) => f.string.hexadecimal({ length: bytes * 2, prefix: '', casing: 'lower' });
  const b64 = (bytes: number) => () => base64(hexOf(bytes));
  const b64url = (bytes: number) => () => url(base64(hexOf(bytes)));
  const letters = (length: number) => () => f.string.alphanumeric(length);
  const pem = (label: string, bytes: number) => () =>
    `-----BEGIN ${label}-----\n${lines(base64(hexOf(bytes)))}\n-----END ${label}-----\n`;
  const encoded = (value: unknown) => url(Buffer.from(JSON.stringify(value)).toString('base64'));
  return {
    b64,
    b64url,
    letters,
    pem,
    hex: (length: number) => () => hexOf(length / 2),
    bytes: (length: number) => () => `\\x${hexOf(length)}`,
    base32: (length: number) => () => f.string.fromCharacters('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', length),
    lower: (length: number) => () => f.string.fromCharacters('abcdefghijklmnopqrstuvwxyz0123456789', length),
    bcrypt: () =>
      `$2a$12$${f.string.fromCharacters('./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 53)}`,
    argon: () =>
      `$argon2id$v=19$m=131072,t=2,p=1$${withoutPadding(base64(hexOf(16)))}$${withoutPadding(base64(hexOf(32)))}`,
    django: () => `pbkdf2_sha256$600000$${f.string.alphanumeric(22)}$${base64(hexOf(32))}`,
    pbkdf2: () =>
      `$pbkdf2-sha256$i=25000,l=32$${withoutPadding(base64(hexOf(16)))}$${withoutPadding(base64(hexOf(32)))}`,
    jwt: (claims: () => object) => () =>
      `${encoded({ alg: 'RS256', typ: 'JWT', kid: hexOf(4) })}.${encoded(claims())}.${url(base64(hexOf(128)))}`,
    privateKey: pem('RSA PRIVATE KEY', 900),
    publicKey: pem('PUBLIC KEY', 294),
    certificate: () => base64(hexOf(600)),
    ssh: () => `ssh-ed25519 ${base64(`0000000b7373682d6564323535313900000020${hexOf(32)}`)}`,
    /** An attribute that Rails encrypts. */
    rails: (bytes: number) => () =>
      JSON.stringify({ p: base64(hexOf(bytes)), h: { iv: base64(hexOf(12)), at: base64(hexOf(16)) } }),
    /** Cipher text with its vector in front. */
    withVector: (bytes: number) => () => `${hexOf(16)}:${hexOf(bytes)}`,
    parts: (bytes: number) => () => `${base64(hexOf(bytes))}--${base64(hexOf(12))}--${base64(hexOf(16))}`,
    prefixed: (prefix: string, length: number) => () => `${prefix}${f.string.alphanumeric(length)}`,
    slack: () =>
      `https://hooks.slack.com/services/T${f.string.alphanumeric({ length: 8, casing: 'upper' })}/B${f.string.alphanumeric({ length: 10, casing: 'upper' })}/${f.string.alphanumeric(24)}`,
    discord: () => `https://discord.com/api/webhooks/${f.string.numeric(18)}/${f.string.alphanumeric(68)}`,
    push: () =>
      `https://fcm.googleapis.com/fcm/send/${f.string.alphanumeric(11)}:APA91b${f.string.alphanumeric(134)}`,
  };
}

/** The key of a row, always the same for a table and a number. */
const digest = (table: string, row: number) => createHash('sha256').update(`${table} ${row}`).digest('hex');

export const uuidOf = (table: string) => (row: number) =>
  digest(table, row).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5');
export const cuidOf = (table: string) => (row: number) =>
  `c${BigInt(`0x${digest(table, row)}`)
    .toString(36)
    .slice(0, 24)}`;
export const shortIdOf =
  (table: string, length = 26) =>
  (row: number) =>
    BigInt(`0x${digest(table, row)}`)
      .toString(36)
      .slice(0, length);

/** A reference to one of so many parents by their key. */
export const keyIn = (key: (row: number) => string, parents: number) => (row: number) =>
  key(((row * 7) % parents) + 1);
