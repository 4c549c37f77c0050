import pg from 'pg';
import { deriveRolePassword } from '../../credentials/derive-role-password';
import { env } from '../../env';
import { copyInUse } from '../../testing/copies';
import { withDatabase } from '../../testing/database';

/** A session as the sandbox's own role in the copy in use, as its API has them. Rejects with 55000 while that is closed. */
export async function enterSandbox(sandboxId: string): Promise<pg.Client> {
  const { database, role } = await copyInUse(sandboxId);
  const url = new URL(withDatabase(env().CLUSTER_URL ?? '', database ?? ''));
  url.username = role ?? '';
  url.password = deriveRolePassword(role ?? '');
  const client = new pg.Client({ connectionString: url.href });
  client.on('error', () => {});
  await client.connect();
  return client;
}
