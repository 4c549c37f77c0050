import { describe, expect, test } from 'vitest';
import { visibleText } from './visible-text';

const codes = (from: number, to = from) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Every character that draws nothing and changes how others are drawn or told apart. */
const tricks = [
  ...codes(0x00, 0x08),
  ...codes(0x0b, 0x0c),
  ...codes(0x0e, 0x1f),
  ...codes(0x7f, 0x9f),
  0xad,
  0x34f,
  0x61c,
  0x115f,
  0x1160,
  0x180e,
  ...codes(0x200b, 0x200f),
  ...codes(0x2028, 0x202e),
  ...codes(0x2060, 0x206f),
  0x2800,
  0x3164,
  ...codes(0xfe00, 0xfe0f),
  0xfeff,
  0xffa0,
  ...codes(0xfff9, 0xfffb),
  0xe0001,
  ...codes(0xe0020, 0xe007f),
  0xe0100,
];

describe('what cannot be seen is shown by its number', () => {
  test.each(tricks.map((code) => [code.toString(16), code]))('%s between letters', (_hex, code) => {
    const name = `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
    expect(visibleText(`a${String.fromCodePoint(code)}b`)).toBe(`a${name}b`);
  });

  test('a lone surrogate, at either end', () => {
    expect(visibleText('\ud800a\udc00')).toBe('[U+D800]a[U+DC00]');
  });

  test('a name that reads as another one', () => {
    expect(visibleText('invoice\u202Efdp.exe')).toBe('invoice[U+202E]fdp.exe');
    expect(visibleText('pay\u2066pal\u2069')).toBe('pay[U+2066]pal[U+2069]');
    expect(visibleText('\u202E'.repeat(3))).toBe('[U+202E]'.repeat(3));
  });
});

describe('what writing needs stays as it is', () => {
  test.each([
    'Amara Ọkáfọ̀, பிரியா ராமன், ليلى حداد, 李娜, Björk Sigurðardóttir',
    'می‌خواهم',
    'क्‍ष',
    '👩‍💻 👩🏽‍🚀 🏳️‍🌈 ❤️ 1️⃣',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    '葛󠄀城',
    'line one\n\tline two\r\n',
    'Straße, naïve, “quoted”, 5 € – a b',
  ])('%s', (text) => expect(visibleText(text)).toBe(text));

  test('twice is as once', () => {
    const once = visibleText('a\u202Eb\u200Bc');
    expect(visibleText(once)).toBe(once);
  });
});
