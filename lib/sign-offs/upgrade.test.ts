import { expect, test } from 'vitest';
import { customerAsBefore, onEarlierRelease, requestAsBefore } from '../testing/earlier-release';

test('a database of the release before says of each void signature what voided it', async () => {
  await onEarlierRelease('20261130120000_begin_every_copy_with_a_row', async ({ client, upgrade }) => {
    const signature = (id: string, voided: string) =>
      `INSERT INTO "Signature" ("id", "requestId", "manifest", "manifestHash", "reason", "signedById", "signedAt", "validUntil", "voidedAt", "voidReason")
       VALUES ('${id}', 'r', '{}', 'h', 'Seen.', 'p', now(), now(), ${voided});`;
    await client.query(`
      ${customerAsBefore}
      ${requestAsBefore('r', 'acme')}
      ${signature('stands', 'NULL, NULL')}
      ${signature('plan', `now(), 'The plan was changed: version 4.'`)}
      ${signature('amendment', `now(), 'The request was amended.'`)}
      ${signature('decision', `now(), 'The request went back to support.'`)}`);
    await upgrade();
    const { rows } = await client.query('SELECT "id", "voidedBy"::text FROM "Signature"');
    expect(rows).toHaveLength(4);
    for (const { id, voidedBy } of rows) expect(voidedBy).toBe(id === 'stands' ? null : id);
  });
});
