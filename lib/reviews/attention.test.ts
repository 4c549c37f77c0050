import { expect, test } from 'vitest';
import { masks } from '../provisioning/masks/registry';
import type { PlanColumn } from '../provisioning/scrub-plan/scrub-plan';
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

test('what is open comes first, then what is kept, then what is masked weakly, then what is kept on a guess', () => {
  const rows = rowsOf({
    a_guess: { class: 'business.value', mask: { name: 'keep' }, confidence: 0.5 },
    b_weak: { class: 'quasi.identifier', mask: { name: 'bucket' } },
    c_inside: { class: 'direct.mail', mask: { name: 'array', element: { name: 'keep' } } },
    d_open: { class: 'unclassified' },
    e_kept: { class: 'direct.phone', mask: { name: 'keep' } },
  });
  const found = attentionRows(rows, words).map(({ column }) => column);
  expect(found[0]).toBe('d_open');
  expect(found.slice(1, 3).sort()).toEqual(['c_inside', 'e_kept']);
  expect(found.slice(3)).toEqual(['b_weak', 'a_guess']);
});

test('what is masked well, surely harmless or decided by a person is left to the tables', () => {
  const rows = rowsOf({
    mail: { class: 'direct.mail', mask: { name: 'mail' } },
    born: { class: 'direct.birth_date', mask: { name: 'year_only' } },
    id: { mask: { name: 'keep' }, confidence: 1 },
    note: { mask: { name: 'keep' }, confidence: 0.2, decidedBy: 'Ada', reason: 'A code.' },
  });
  expect(attentionRows(rows, words)).toEqual([]);
  expect(rowsByTable(rows)).toMatchObject([{ table: 'app.users', masked: 2, unclassified: 0 }]);
});
