import { expect, test } from 'vitest';
import { onEarlierRelease } from '../../../testing/earlier-release';

test('a ledger of the release before has no OIDs, and certificates are refused every change from the first on', async () => {
  await onEarlierRelease('20261130154500_say_reading_and_subscription', async ({ client, upgrade }) => {
    await client.query(
      `INSERT INTO "ClusterObject" ("kind", "name", "copyId", "attempt") VALUES ('database', 'sb_x', 'x', 1)`,
    );
    const applied = await upgrade();
    expect(applied).toContain('20261130193000_prove_destruction');
    expect(applied).toContain('20261130193100_keep_smoke_tests');
    const { rows } = await client.query('SELECT "name", "oids" FROM "ClusterObject"');
    expect(rows).toEqual([{ name: 'sb_x', oids: [] }]);
    for (const change of ['DELETE FROM', 'TRUNCATE'])
      await expect(client.query(`${change} "DestructionCertificate"`)).rejects.toThrow(/is not changed/);
  });
});
