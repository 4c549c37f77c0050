import { expect, test } from 'vitest';
import { readClaims, type VerifiedBeside, verifiedBeside } from './read-claims';

const token = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
const base = { sub: '1', email: 'a@example.test' };
const everything = [...verifiedBeside];

test.each<[string, object, readonly VerifiedBeside[], RegExp | null]>([
  ['true', { ...base, email_verified: true }, [], null],
  ['the text "true"', { ...base, email_verified: 'true' }, [], /email_verified is the text/],
  ['the text "true", accepted', { ...base, email_verified: 'true' }, ['text'], null],
  [
    'the text "TRUE"',
    { ...base, email_verified: 'TRUE' },
    everything,
    /email_verified is of another form \(string\)/,
  ],
  ['a number', { ...base, email_verified: 1 }, everything, /email_verified is of another form \(number\)/],
  ['a list', { ...base, email_verified: [true] }, everything, /email_verified is of another form \(array\)/],
  ['false', { ...base, email_verified: false }, everything, /email_verified says false/],
  ['the text "false"', { ...base, email_verified: 'false' }, everything, /email_verified is of another form/],
  ['nothing', base, ['text', 'id_token'], /email_verified is missing/],
  ['nothing, accepted', base, ['absent'], null],
  ['null, accepted', { ...base, email_verified: null }, ['absent'], null],
  ['no address', { sub: '1', email_verified: true }, everything, /email is missing/],
  ['an empty address', { ...base, email: '', email_verified: true }, everything, /email is of another form/],
  [
    'a list of addresses',
    { ...base, email: ['a@example.test'], email_verified: true },
    everything,
    /email is of another form \(array\)/,
  ],
  [
    'an address of another name',
    { sub: '1', mail: 'a@example.test', email_verified: true },
    everything,
    /email is missing/,
  ],
])('%s', (_what, userinfo, accepts, objection) => {
  const read = readClaims(userinfo, undefined, accepts);
  expect(read.emailVerified).toBe(objection === null);
  if (objection) expect(read.objection).toMatch(objection);
  expect(read.objection ?? '').not.toContain('a@example.test');
});

test('the ID token is read beside userinfo where that is accepted, and never against it', () => {
  const whole = token({ ...base, email_verified: true });
  expect(readClaims({ sub: '1' }, whole, [])).toMatchObject({ email: null, emailVerified: false });
  expect(readClaims({ sub: '1' }, whole, ['id_token'])).toMatchObject({
    email: base.email,
    emailVerified: true,
  });
  expect(readClaims(base, whole, ['id_token'])).toMatchObject({ emailVerified: true });
  const denied = { ...base, email_verified: false };
  expect(readClaims(denied, whole, everything).emailVerified).toBe(false);
  expect(readClaims({ sub: '2' }, whole, ['id_token'])).toMatchObject({ email: null, emailVerified: false });
  for (const broken of [undefined, '', 'x', 'x.y.z', token([1])])
    expect(readClaims({ sub: '1' }, broken, ['id_token']).emailVerified).toBe(false);
});

test('an address of userinfo is not verified by the ID token of another address', () => {
  const other = token({ sub: '1', email: 'b@example.test', email_verified: true });
  expect(readClaims(base, other, ['id_token'])).toMatchObject({ email: base.email, emailVerified: false });
});
