import { expect, test } from 'vitest';
import { dataClasses, isSensitive } from '../plan-format/data-class';
import type { PlanColumn } from '../plan-format/scrub-plan';
import { masks } from '../provisioning';
import { describeMask } from '../scrub-plans/masks/describe-mask';
import { planRows } from '../scrub-plans/plan-rows';
import { attentionRows, rowsByTable } from './attention';

const words = masks.map(describeMask);
const rowsOf = (columns: Record<string, Partial<PlanColumn>>) =>
  planRows({
    tables: {
      'app.users': {
        columns: Object.fromEntries(
          Object.entries(columns).map(([name, column]) => [
            name,
            { type: 'text', class: 'technical', ...column },
          ]),
        ),
      },
    },
  });

const found = (columns: Record<string, Partial<PlanColumn>>) =>
  attentionRows(rowsOf(columns), words).map(({ why, rows }) => [why, rows.map(({ column }) => column)]);

test('what is open comes first, then what a person kept, then what is sensitive, then weak masks, then guesses', () => {
  expect(
    found({
      a_guess: { class: 'business.value', mask: { name: 'keep' }, confidence: 0.5 },
      b_weak: { class: 'quasi.identifier', mask: { name: 'bucket' } },
      c_inside: { class: 'direct.mail', mask: { name: 'array', element: { name: 'keep' } } },
      d_open: { class: 'unclassified' },
      e_kept: { class: 'direct.phone', mask: { name: 'keep' } },
      f_person: { class: 'technical', mask: { name: 'keep' }, reason: 'A code.', decidedBy: 'Ada' },
      g_person: { class: 'direct.mail', mask: { name: 'keep' }, reason: 'Our own.', decidedBy: 'Ada' },
    }),
  ).toEqual([
    ['open', ['d_open']],
    ['person', ['g_person', 'f_person']],
    ['sensitive', ['c_inside', 'e_kept']],
    ['weak', ['b_weak']],
    ['guess', ['a_guess']],
  ]);
});

test.each(dataClasses.filter((each) => each !== 'unclassified'))(
  'a column that a person decided to keep stands among what is looked at first, called %s, whole or in part',
  (held) => {
    const decided = { class: held, reason: 'Looked at.', decidedBy: 'Ada' };
    const columns = {
      whole: { ...decided, mask: { name: 'keep' } },
      items: { ...decided, type: 'text[]', mask: { name: 'array', element: { name: 'keep' } } },
      redacted: { ...decided, mask: { name: 'free_text', mode: 'redact' } },
    };
    const [first] = found(columns);
    expect(first?.[0]).toBe('person');
    expect(new Set(first?.[1])).toEqual(new Set(Object.keys(columns)));
    const proposed = { class: held, mask: { name: 'keep' }, confidence: 1 };
    expect(found({ proposed })).toEqual(isSensitive(held) ? [['sensitive', ['proposed']]] : []);
  },
);

test('a weak mask that a person chose is looked at, whatever the column is called', () => {
  const weak = { class: 'business.value' as const, mask: { name: 'bucket' } };
  expect(found({ chosen: { ...weak, decidedBy: 'Ada', reason: 'For sums.' } })).toEqual([
    ['weak', ['chosen']],
  ]);
  expect(found({ proposed: { ...weak, confidence: 1 } })).toEqual([]);
});

test('what one person let out for one reason stands together', () => {
  const kept = (reason: string) => ({ mask: { name: 'keep' }, reason, decidedBy: 'Ada' });
  const columns = { a: kept('Codes.'), b: kept('Goods.'), c: kept('Codes.') };
  expect(found(columns)).toEqual([['person', ['a', 'c', 'b']]]);
});

test('what is masked well or surely harmless is left to the tables', () => {
  const rows = rowsOf({
    mail: { class: 'direct.mail', mask: { name: 'mail' } },
    born: { class: 'direct.birth_date', mask: { name: 'year_only' } },
    id: { mask: { name: 'keep' }, confidence: 1 },
    note: { mask: { name: 'null' }, decidedBy: 'Ada', reason: 'Nobody needs it.' },
  });
  expect(attentionRows(rows, words)).toEqual([]);
  expect(rowsByTable(rows)).toMatchObject([{ table: 'app.users', masked: 3, unclassified: 0 }]);
});

test('what a failed proof names is looked at right after what is open, however it is masked by now', () => {
  const rows = rowsOf({
    masked: { class: 'direct.mail', mask: { name: 'mail' } },
    kept: { mask: { name: 'keep' }, reason: 'A code.', decidedBy: 'Ada' },
    open: { class: 'unclassified' },
  });
  const named = ['masked', 'open'].map((column) => ({ table: 'app.users', column }));
  expect(
    attentionRows(rows, words, named).map(({ why, rows: own }) => [why, own.map(({ column }) => column)]),
  ).toEqual([
    ['open', ['open']],
    ['named', ['masked']],
    ['person', ['kept']],
  ]);
});
