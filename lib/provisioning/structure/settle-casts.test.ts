import { expect, it } from 'vitest';
import { settleCasts } from './settle-casts';

it('gives one text for an array that is cast as a whole and for one whose elements are', () => {
  const pairs: [string, string][] = [
    [
      `CHECK (s::text = ANY (ARRAY['On Time'::character varying, 'it''s, ok]'::character varying, lower('X'::text)::character varying]::text[]))`,
      `CHECK (s::text = ANY (ARRAY['On Time'::character varying::text, 'it''s, ok]'::character varying::text, lower('X'::text)::character varying::text]))`,
    ],
    [
      `((s)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))`,
      `((s)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]))`,
    ],
    [`x = ANY (ARRAY[a, b]::"my ""type"[])`, `x = ANY (ARRAY[a::"my ""type", b::"my ""type"])`],
    [
      `x = ANY (ARRAY[ARRAY[a]::t.q[], c]::numeric(4,2)[])`,
      `x = ANY (ARRAY[ARRAY[a::t.q]::numeric(4,2), c::numeric(4,2)])`,
    ],
  ];
  for (const [before, after] of pairs) expect(settleCasts(before)).toBe(settleCasts(after));
});

it('keeps apart what differs, and leaves everything else as it is', () => {
  const different = [
    `ARRAY['a'::text, 'b'::text]`,
    `ARRAY['a'::text, 'c'::text]`,
    `ARRAY['a'::text, 'b'::citext]`,
    `ARRAY['a', 'b']::citext[]`,
    `ARRAY['a, b']::text[]`,
    `ARRAY[a, b]`,
    `ARRAY[]::text[]`,
  ];
  expect(new Set(different.map(settleCasts)).size).toBe(different.length);
  for (const text of [
    `'ARRAY[1]::int[]'`,
    'my_ARRAY[1]',
    'ARRAY[1',
    `x = '{a,b}'::text[]`,
    `"ARRAY["`,
    "it's",
  ])
    expect(settleCasts(text)).toBe(text);
});
