import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { z } from 'zod';

const secrets = z.object({ superuserPassword: z.string() });

/**
 * The demo product's production database of the instance, as its own owner would reach it: journeys change there what a
 * product's release would change. The caller ends the connection.
 */
export const connectToProduction = (): Promise<pg.Client> => connectTo('fabrica_production');

/** The desk's own database of the instance: journeys let time go by there. The caller ends the connection. */
export const connectToDesk = (): Promise<pg.Client> => connectTo('sandgate');

async function connectTo(database: string): Promise<pg.Client> {
  const dataDir = process.env.E2E_DATA_DIR;
  if (!dataDir) throw new Error('Name the data folder of the instance of E2E_URL in E2E_DATA_DIR.');
  const { superuserPassword } = secrets.parse(
    JSON.parse(await readFile(path.join(dataDir, 'secrets.json'), 'utf8')),
  );
  const lines = (await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  const client = new pg.Client({
    host: '127.0.0.1',
    port: Number(lines[3]),
    user: 'postgres',
    password: superuserPassword,
    database,
  });
  await client.connect();
  return client;
}
