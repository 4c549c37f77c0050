import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '@/lib/testing/database';
import { classify } from '../classify';
import { type Detection, type DetectionFixture, loadFixture, score } from './fixture';
import { platform, register } from './tuning';

let database: Awaited<ReturnType<typeof createDatabase>>;
let client: pg.Client;

beforeAll(async () => {
  database = await createDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

async function measure(fixture: DetectionFixture): Promise<Detection> {
  await loadFixture(client, fixture);
  const plan = await classify(client, { schemas: [fixture.schema], source: { fingerprint: '', server: '' } });
  return score(plan, fixture);
}

function print(
  name: string,
  { columns, direct, found, missed, proposed, wrong, unclassified }: Detection,
): void {
  const lines = [
    `${name}: ${columns} columns, ${found} of ${direct} direct found, ${wrong.length} of ${proposed} proposals wrong, ${unclassified.length} left unclassified`,
  ];
  process.stdout.write(
    `${[...lines, ...missed.map((one) => `  missed ${one}`), ...wrong.map((one) => `  wrong ${one}`), ...unclassified.map((one) => `  open ${one}`)].join('\n')}\n`,
  );
}

describe('on the schemas that the rules were written against', () => {
  it.each([register, platform])('nearly every direct column of $schema is found', async (fixture) => {
    const detection = await measure(fixture);
    print(fixture.schema, detection);
    expect(detection.found / detection.direct).toBeGreaterThanOrEqual(0.95);
    expect(detection.wrong.length / detection.proposed).toBeLessThanOrEqual(0.15);
  });
});
