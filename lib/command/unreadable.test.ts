import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { listAuditEvents } from '../audit/list-events';
import { db } from '../db/client';
import { exportPlanFile } from '../scrub-plans/export-plan-file';
import { useControlDatabase } from '../testing/database';
import { createWorld, type World } from '../testing/world';
import { ask, defineQuery } from './query';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld();
});

/** Lets everything pass, so that the database alone refuses. */
const lenient = defineQuery({
  name: 'test.lenient',
  input: z.object({
    text: z.string().optional(),
    number: z.coerce.number().optional(),
    pattern: z.string().optional(),
    date: z.string().optional(),
    uuid: z.string().optional(),
  }),
  allow: 'audit:read',
  run: async ({ input: { text = 'a', number = 1, pattern = 'a', date = '2026-01-01', uuid } }) => {
    await db().auditEvent.findMany({
      where: { actorName: text, at: { gte: new Date(`${date}T00:00:00Z`) } },
    });
    await db().scrubPlanVersion.findFirst({ where: { version: number } });
    return db().$queryRaw`SELECT 'a' ~ ${pattern}, ${uuid ?? null}::text::uuid, 1 / (length(${text}) - 9)`;
  },
});

describe('a value that the database cannot read', () => {
  test.each([
    ['text', 'a\0', '22021'],
    ['text', '123456789', '22012'],
    ['number', '1e12', '22003'],
    ['pattern', '(', '2201B'],
    ['date', '0000-01-01', '22008'],
    ['date', '-271821-04-20', '22009'],
    ['uuid', 'x', '22P02'],
  ])('%s=%j is refused under its name (%s)', async (name, value) => {
    const usual = { text: 'b', number: '2', pattern: 'b', date: '2026-02-02' };
    await expect(ask(lenient, { ...usual, [name]: value }, world.compliance)).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { [name]: [expect.any(String)] },
    });
  });

  test('also in the queries of the desk', async () => {
    for (const [parameter, from] of [
      ['from', { from: '0000-01-01' }],
      ['until', { until: '0000-01-01' }],
    ] as const)
      await expect(ask(listAuditEvents, from, world.compliance)).rejects.toMatchObject({
        code: 'invalid_input',
        fields: { [parameter]: expect.anything() },
      });
    const version = { tenantId: world.acme.tenantId, version: '99999999999' };
    await expect(ask(exportPlanFile, version, world.compliance)).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { version: expect.anything() },
    });
  });

  test('a fault of ours stays one', async () => {
    const broken = { ...lenient, run: () => db().$queryRaw`SELECT nope` };
    await expect(ask(broken, {}, world.compliance)).rejects.toThrow(/42703/);
  });
});
