import { expect, it } from 'vitest';
import type { PlanColumn, ScrubPlan } from '../scrub-plan';
import { openGroups } from './open-columns';

const unknown = 'values differ, and their form is not known to be harmless';
const open = (...evidence: string[]): PlanColumn => ({ type: 'text', class: 'unclassified', evidence });

const plan: Pick<ScrubPlan, 'tables'> = {
  tables: {
    'app.part': {
      columns: {
        id: { type: 'int', class: 'technical', mask: { name: 'keep' } },
        name: open(unknown, 'a name in the table "part" of things', 'shapes: Aaaa 99 %'),
        note: open('no values to look at, and a name proves nothing'),
      },
    },
    'app.site': {
      columns: {
        name: open(unknown, 'a name in the table "site" of things'),
        blurb: open('no values to look at, and a name proves nothing'),
      },
    },
    'app.tag': { columns: { name: open('nothing'), code: open() } },
  },
};

it('columns of one name are one group, the others are grouped by why they are open', () => {
  const groups = openGroups(plan).map(({ key, columns }) => [
    key,
    columns.map(({ table, column }) => `${table}.${column}`),
  ]);
  expect(groups).toEqual([
    ['name name', ['app.part.name', 'app.site.name', 'app.tag.name']],
    ['reason no values to look at, and a name proves nothing', ['app.part.note', 'app.site.blurb']],
    ['reason nothing speaks for any class', ['app.tag.code']],
  ]);
});

it('the commonest reason comes first, without the names of tables, and shapes stand with their column', () => {
  const [group] = openGroups(plan);
  expect(group?.reasons[0]).toBe(`${unknown}; a name in a table of things`);
  expect(group?.columns[0]?.shapes).toBe('Aaaa 99 %');
});

it('every open column stands in one group, and no other does', () => {
  const all = openGroups(plan).flatMap(({ columns }) => columns);
  expect(all).toHaveLength(6);
  expect(all.some(({ column }) => column === 'id')).toBe(false);
});
