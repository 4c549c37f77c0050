import { describe, expect, it } from 'vitest';
import { holdsMail } from './patterns';

describe('mail addresses', () => {
  it.each([
    'ask anna.muster@firma.de',
    'a@b.co',
    'x@example.test and jürgen@müller.de',
    'anna@firma.test.de',
    'anna@firma.js.org',
    'icon@2x.png, bob@firma.de',
  ])('one that could arrive stands in %s', (text) => expect(holdsMail(text)).toBe(true));

  it.each([
    'u1f@example.test',
    'a@mail.example.com',
    'Write to a@mail.example.com.',
    'no mail',
    'a @ b.c',
    'me@box.invalid',
    '@handle',
    'icon@2x.png',
    '/img/logo@1.5x.WEBP?v=2',
    'react@18.2.0.tgz',
  ])('none stands in %s', (text) => expect(holdsMail(text)).toBe(false));
});
