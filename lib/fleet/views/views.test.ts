import { beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../command/query';
import { run, runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { useControlDatabase } from '../../testing/database';
import { createWorld, type World } from '../../testing/world';
import { listViews } from './list-views';
import { removeView } from './remove-view';
import { saveView } from './save-view';
import { mostViews, viewQuery } from './view';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const namesOf = async (actor = world.support) => (await ask(listViews, {}, actor)).map(({ name }) => name);

describe('a view of the fleet', () => {
  test('is written one way, whatever order and however much beside it an address has', () => {
    expect(
      viewQuery({ sort: 'used', unused: '30', page: '2', cursor: 'x', columns: 'used,state,nonsense' }),
    ).toBe('columns=state%2Cused&sort=used&unused=30');
    expect(viewQuery({ unused: '30', columns: 'state,used', sort: 'used' })).toBe(
      'columns=state%2Cused&sort=used&unused=30',
    );
    expect(viewQuery({ state: 'nonsense', sort: 'nonsense', unused: '-1' })).toBe('');
  });

  test('is kept under a name, replaced by another of that name, and one’s own alone', async () => {
    await runOrThrow(saveView, { name: 'Unused', query: 'unused=30' }, world.support);
    await runOrThrow(saveView, { name: 'Unused', query: 'unused=60&nonsense=1' }, world.support);
    const [view] = await ask(listViews, {}, world.support);
    expect(view).toMatchObject({ name: 'Unused', query: 'unused=60' });
    expect(await namesOf(world.otherSupport)).toEqual([]);
    const removal = { viewId: view?.id ?? '' };
    expect(await run(removeView, removal, world.otherSupport)).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    });
    await runOrThrow(removeView, removal, world.support);
    expect(await namesOf()).toEqual([]);
  });

  test('is refused without a name, or beyond twenty, also where thirty are kept at once', async () => {
    expect(await run(saveView, { name: ' ', query: '' }, world.support)).toMatchObject({
      ok: false,
      error: { code: 'invalid_input', fields: { name: ['Name the view.'] } },
    });
    const kept = await Promise.all(
      Array.from({ length: 30 }, (_, at) =>
        run(saveView, { name: `View ${at}`, query: `unused=${at}` }, world.otherSupport),
      ),
    );
    const refused = kept.flatMap((result) => (result.ok ? [] : [result.error]));
    expect(refused).toHaveLength(30 - mostViews);
    for (const error of refused)
      expect(error).toMatchObject({ message: expect.stringContaining('Remove one') });
    const [name = ''] = await namesOf(world.otherSupport);
    expect(await run(saveView, { name, query: 'failed=1' }, world.otherSupport)).toMatchObject({ ok: true });
  });

  test('goes with its person', async () => {
    await db().fleetView.deleteMany({ where: { personId: { not: world.compliance.id } } });
    await runOrThrow(saveView, { name: 'Mine', query: '' }, world.compliance);
    const { id, ...columns } = await db().person.findUniqueOrThrow({ where: { id: world.compliance.id } });
    await db().person.delete({ where: { id } });
    expect(await db().fleetView.count()).toBe(0);
    await db().person.create({ data: { id, ...columns } });
  });
});
