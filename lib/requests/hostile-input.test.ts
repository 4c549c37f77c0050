import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../command/query';
import { run } from '../command/run';
import { readForm } from '../command/web/read-form';
import { db } from '../db/client';
import { useControlDatabase } from '../testing/database';
import { createWorld, sampleContent, type World } from '../testing/world';
import { getRequest } from './get-request';
import { mostPeople, splitMails } from './request';
import { submitRequest } from './submit-request';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: 0 });
});

const submit = (changed: object) =>
  run(submitRequest, { ...sampleContent(), tenantId: world.acme.tenantId, ...changed }, world.customer);

const naughty = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'a\udfffb',
  '\u001b[31mred',
  '\'; DROP TABLE "Request"; --',
  '<script>alert(1)</script>',
  '{{constructor.constructor("return 1")()}}',
  '#{7*7}',
  '../../etc/passwd',
  '%00%0d%0aSet-Cookie:x=1',
  'Ω≈ç√∫˜µ≤≥÷',
  '田中さんにあげて下さい',
  '👩‍👩‍👧‍👦 🏳️‍🌈',
  'ﷺ‏test‏',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢',
  '\u202eevil\u202c',
  'x'.repeat(1_000_000),
  '__proto__',
  'NULL',
  'undefined',
  '1e309',
  '-0',
  '\r\n\r\n',
];

describe('text', () => {
  test.each(naughty.map((text) => [JSON.stringify(text).slice(0, 40), text]))(
    '%s comes back exact or is refused at its field',
    async (_shown, text) => {
      for (const field of ['integration', 'purpose'] as const) {
        const result = await submit({ [field]: text });
        if (result.ok) {
          const stored = await ask(getRequest, { id: result.value.id }, world.customer);
          expect(stored[field]).toBe(text.trim());
        } else {
          expect(result.error.code).toBe('invalid_input');
          expect(result.error.fields[field]?.[0]).toMatch(/\.$/);
        }
      }
    },
  );

  test('any text at all is stored exact or refused, and never fails on our side', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
        const result = await submit({ purpose: text });
        const stored = result.ok
          ? (await db().request.findUniqueOrThrow({ where: { id: result.value.id } })).purpose
          : result.error.code;
        expect(stored).toBe(result.ok ? text.trim() : 'invalid_input');
      }),
      { numRuns: 60, seed: 20_261_122 },
    );
  });
});

describe('shape', () => {
  const wrong: [string, object][] = [
    ['an array for a text', { purpose: ['a', 'b'] }],
    ['an operator object for a text', { slug: { contains: '' } }],
    ['an operator object for an id', { tenantId: { not: '' } }],
    ['a key that nobody asked for', { role: 'admin' }],
    ['a state of one’s own', { state: 'approved' }],
    ['another organization’s tenant', { tenantId: 'theirs' }],
    ['days beyond all limits', { durationDays: '1e9' }],
    ['half a day', { durationDays: '0.5' }],
    ['a date that does not exist', { startsOn: '2026-02-31' }],
    ['a name in capitals and spaces', { slug: 'Not A Name' }],
    ['a name with a path', { slug: '../admin' }],
    ['nobody', { people: [] }],
    ['the same person twice', { people: [person('a@example.test'), person('A@example.test')] }],
    ['a person without a reason', { people: [{ kind: 'person', email: 'a@example.test', reason: ' ' }] }],
    [
      'ten thousand people',
      { people: Array.from({ length: 10_000 }, (_, n) => person(`p${n}@example.test`)) },
    ],
    [
      'a load test that ends before it begins',
      { loadTest: { requestsPerSecond: 5, from: '2026-12-02', until: '2026-12-01' } },
    ],
    ['a feature that does not exist', { features: ['everything'] }],
    ['a shape that does not exist', { shape: 'everything' }],
    ['somebody else as requester', { requesterId: 'x' }],
  ];
  test.each(wrong)('%s is refused with a sentence and nothing is filed', async (_what, changed) => {
    const before = await db().request.count();
    const result = await submit(changed);
    expect(result.ok).toBe(false);
    if (!result.ok) {
      expect(['invalid_input', 'forbidden']).toContain(result.error.code);
      const sentences = [result.error.message, ...Object.values(result.error.fields).flat()];
      for (const sentence of sentences) expect(sentence).not.toMatch(/prisma|SQL|undefined|\[object/i);
    }
    expect(await db().request.count()).toBe(before);
  });

  test('as many people as are allowed are accepted', async () => {
    const people = Array.from({ length: mostPeople }, (_, n) => person(`p${n}@example.test`));
    expect(await submit({ people })).toMatchObject({ ok: true });
  });

  test('a taken name is refused at its field', async () => {
    const { slug } = sampleContent();
    expect(await submit({ slug })).toMatchObject({ ok: true });
    const again = await submit({ slug });
    expect(again).toMatchObject({
      ok: false,
      error: { fields: { slug: [`The name ${slug} is taken. Choose another one.`] } },
    });
  });
});

describe('forms', () => {
  test('names cannot reach a prototype', () => {
    const form = new FormData();
    form.append('__proto__.polluted', 'yes');
    form.append('constructor.prototype.polluted', 'yes');
    form.append('a.b.c.d.e.f', 'deep');
    form.append('people.1.email', 'b@example.test');
    const values = readForm(form);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Array.isArray(values.people) && values.people.length).toBe(2);
    expect(values.a).toBeUndefined();
  });

  test('what a form makes is no larger than what was sent, however its lists are numbered', () => {
    const numbered = (names: string[]) => {
      const form = new FormData();
      for (const name of names) form.append(name, 'x');
      return form;
    };
    const each = (n: number, name: (index: number) => string) =>
      Array.from({ length: n }, (_, at) => name(at));
    for (const names of [
      ['people.999999999.email'],
      [`people.${'9'.repeat(400)}.email`],
      each(700, (n) => `a${n}.999.x`),
      each(3, (n) => `a${n}.999.x`),
      each(40, (n) => `a.${n}.40.x`),
      ['a.600.500.500'],
    ])
      expect(() => readForm(numbered(names)), names[0]).toThrow(/numbered wrongly/);
    const backwards = readForm(numbered(each(900, (n) => `people.${899 - n}.email`)));
    expect(backwards.people).toHaveLength(900);
    const many = readForm(numbered(each(5_000, (n) => `f${n}`)));
    expect(Object.keys(many)).toHaveLength(5_000);
    expect(readForm(numbered(each(5_000, () => 'f'))).f).toHaveLength(5_000);
  });

  test('a paste of many mails is split, each once, whatever stands between them', () => {
    const pasted =
      'Ada <Ada@Example.test>; bob@example.test,\n"Cy" <cy@example.test>\tada@example.test (twice)';
    expect(splitMails(pasted)).toEqual(['ada@example.test', 'bob@example.test', 'cy@example.test']);
  });
});

function person(email: string) {
  return { kind: 'person', email, reason: 'Builds.' };
}
