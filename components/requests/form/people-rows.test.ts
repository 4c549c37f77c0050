import { describe, expect, test } from 'vitest';
import { mostPeople, requestContent } from '@/lib/requests/request';
import { toTypedValue } from '../../ui/form/typed-value';
import { isBlank, pastedMails, readRows, sentIndex, toPeople } from './people-rows';

const row = (kind: string, who: string, reason: string) => ({ kind, who, reason });

describe('the lines of people', () => {
  test('blank lines are left out and the others keep their order', () => {
    const values = {
      people: [
        row('person', 'ada@example.com', 'builds it'),
        row('person', '  ', ''),
        row('service_account', 'nightly', 'runs tests'),
      ],
    };
    expect(toPeople(values)).toEqual([
      { kind: 'person', email: 'ada@example.com', reason: 'builds it' },
      { kind: 'service_account', name: 'nightly', reason: 'runs tests' },
    ]);
  });

  test('a line with a reason alone is sent, so that it is refused instead of lost', () => {
    expect(toPeople({ people: [row('person', '', 'builds it')] })).toHaveLength(1);
  });

  test('messages find their line though blank ones stand between', () => {
    const rows = readRows({
      people: [
        row('person', '', ''),
        row('person', 'a@example.com', ''),
        row('person', '', ''),
        row('person', 'b', ''),
      ],
    });
    expect(rows.map((_, index) => sentIndex(rows, index))).toEqual([null, 0, null, 1]);
    expect(rows.map(isBlank)).toEqual([true, false, true, false]);
  });

  test('what the form sends is what the command accepts', () => {
    const people = toPeople({
      people: [row('person', 'Ada@Example.com', 'builds it')],
      pastedPeople: 'Bob <bob@example.com>; carol@example.com',
      pastedReason: 'tests it',
    });
    const parsed = requestContent.shape.people.parse(people);
    expect(parsed).toEqual([
      { kind: 'person', email: 'ada@example.com', reason: 'builds it' },
      { kind: 'person', email: 'bob@example.com', reason: 'tests it' },
      { kind: 'person', email: 'carol@example.com', reason: 'tests it' },
    ]);
  });

  test('what was stored fills the lines of an amendment', () => {
    const stored = [
      { kind: 'person', email: 'ada@example.com', reason: 'builds it' },
      { kind: 'service_account', name: 'nightly', reason: 'runs tests' },
    ];
    expect(readRows(toTypedValue({ people: stored }))).toEqual([
      row('person', 'ada@example.com', 'builds it'),
      row('service_account', 'nightly', 'runs tests'),
    ]);
  });

  test('an unknown kind and values that are no lines become something that the schema refuses or ignores', () => {
    expect(readRows({ people: [row('robot', 'x', 'y')] })).toEqual([row('person', 'x', 'y')]);
    expect(readRows({ people: 'not a list' })).toEqual([]);
    expect(readRows(null)).toEqual([]);
  });
});

describe('a pasted list', () => {
  test('ten thousand addresses are cut to one more than may be named, which is refused', () => {
    const text = Array.from({ length: 10_000 }, (_, index) => `p${index}@example.com`).join('\n');
    const people = toPeople({ pastedPeople: text, pastedReason: 'all of them' });
    expect(people).toHaveLength(mostPeople + 1);
    expect(requestContent.shape.people.safeParse(people).error?.issues[0]?.message).toContain(
      `at most ${mostPeople}`,
    );
  });

  test('a megabyte without a blank is searched in a moment', () => {
    const began = performance.now();
    expect(pastedMails('a'.repeat(1_000_000))).toEqual([]);
    expect(performance.now() - began).toBeLessThan(500);
  });
});
