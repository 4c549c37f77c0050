import { beforeAll, expect, test } from 'vitest';
import { db } from '../../db/client';
import { databaseNow, transaction } from '../../db/transaction';
import { createId } from '../../ids';
import { useControlDatabase } from '../../testing/database';
import { createCopy } from '../../testing/requests';
import { createWorld, type World } from '../../testing/world';
import { type CopyState, copyTransitions } from './copy';
import { findNeeded, findReleased, releaseBaselines } from './release-baselines';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld();
});

/** A copy in this state that came from the baseline of another one, which was dropped. */
async function returned(state: CopyState) {
  const { id, sandboxId, sandbox } = await createCopy(world, state);
  const dropped = await db().sandboxCopy.create({
    data: {
      id: createId(),
      sandboxId,
      requestId: sandbox.requestId,
      origin: 'production',
      handOver: 'at_once',
      state: 'dropped',
      role: 'sbr_theirs',
    },
  });
  const database = `sb_${dropped.id}_1_base`;
  const baseline = {
    id: createId(),
    sandboxId,
    copyId: dropped.id,
    database,
    role: 'sbr_theirs',
    fingerprint: 'f',
  };
  await db().baseline.create({ data: baseline });
  await db().sandboxCopy.update({ where: { id }, data: { baselineId: baseline.id, role: 'sbr_theirs' } });
  return { id, sandboxId, database };
}

const ended: CopyState[] = ['dropping', 'dropped', 'failed', 'cancelled'];

test.each(Object.keys(copyTransitions) as CopyState[])(
  'the baseline from which a copy came that is %s outlives its own copy for as long as that one may be used',
  async (state) => {
    const { id, sandboxId, database } = await returned(state);
    await transaction(async (tx) => releaseBaselines(tx, sandboxId, await databaseNow(tx)));
    const isEnded = ended.includes(state);
    expect(await findReleased(db(), sandboxId)).toEqual(isEnded ? [database] : []);
    const needed = await findNeeded(db(), { copyId: createId(), sandboxId });
    expect(needed.includes(database)).toBe(!isEnded);
    expect(needed.includes('sbr_theirs')).toBe(!isEnded || state === 'dropping');
    expect((await findNeeded(db(), { copyId: id, sandboxId })).includes(database)).toBe(!isEnded);
  },
);
