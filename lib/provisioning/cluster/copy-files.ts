import type { Client } from 'pg';
import { clock } from '../../clock';
import type { CopiedFiles, CopyMethod } from '../report';
import { createSealedDatabase } from './create-database';

/** Makes a sealed copy of a database that nobody is connected to, file by file, and says how, how much and how long. */
export async function copyFiles(
  cluster: Client,
  name: string,
  { template, by }: { template: string; by: CopyMethod },
): Promise<CopiedFiles> {
  const { rows } = await cluster.query<{ bytes: string }>('SELECT pg_database_size($1) AS bytes', [template]);
  const from = clock.elapsed();
  await createSealedDatabase(cluster, name, { template, by });
  return { method: by, bytes: Number(rows[0]?.bytes ?? 0), ms: Math.round(clock.elapsed() - from) };
}
