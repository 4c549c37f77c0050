import { DatabaseError, Pool, type QueryResultRow } from 'pg';
import { tryLater } from '../../command/http/problem';
import { databaseUrl } from '../../db/client';
import { log } from '../../log';

/**
 * A few connections to the control database for the one question that every call asks. Prisma answers it too, but takes
 * about two milliseconds of processor for it, which is most of what a call may cost.
 */
const connections = 4;

const holder = globalThis as typeof globalThis & { sandgateControlPool?: Pool };

/** Asks the control database and returns the rows. Throws a Problem (503) when it cannot be asked now. */
export async function askControl<Row extends QueryResultRow>(text: string, values: string[]): Promise<Row[]> {
  try {
    return (await controlPool().query<Row>(text, values)).rows;
  } catch (error) {
    if (error instanceof DatabaseError && !/^(08|53|57)/.test(error.code ?? '')) throw error;
    log.warn({ error }, 'the control database cannot be asked about a key');
    throw tryLater('unavailable', 'Keys cannot be checked at the moment.', 2);
  }
}

/** Closes the connections; for the end of a program or a test file. */
export async function closeControlPool(): Promise<void> {
  await holder.sandgateControlPool?.end();
  holder.sandgateControlPool = undefined;
}

function controlPool(): Pool {
  if (holder.sandgateControlPool) return holder.sandgateControlPool;
  const pool = new Pool({
    connectionString: databaseUrl(),
    application_name: 'sandgate/gateway-keys',
    max: connections,
    connectionTimeoutMillis: 4_000,
    query_timeout: 8_000,
    allowExitOnIdle: true,
  });
  pool.on('error', () => undefined);
  holder.sandgateControlPool = pool;
  return pool;
}
