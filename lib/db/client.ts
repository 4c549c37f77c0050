import { PrismaPg } from '@prisma/adapter-pg';
import { env } from '../env';
import { PrismaClient } from './generated/client';

/**
 * The one client of the control database in this process. Created at first use, so that importing a command costs
 * nothing and tests can point DATABASE_URL at their own database first.
 *
 * Next.js reloads modules in development; the client then lives on in `globalThis`, or each reload would leak a pool.
 */

const holder = globalThis as typeof globalThis & { sandgateClient?: PrismaClient };

/** The client. Throws a sentence when DATABASE_URL is missing. */
export function db(): PrismaClient {
  holder.sandgateClient ??= createClient();
  return holder.sandgateClient;
}

/** Closes the pool; for the end of a program or a test file. */
export async function closeDb(): Promise<void> {
  await holder.sandgateClient?.$disconnect();
  holder.sandgateClient = undefined;
}

/**
 * For every session of ours on the control database that holds locks between two statements. A process that is frozen in
 * the middle of a transaction would keep them until it wakes; the server ends such a session, so that others can take the
 * work over. Ten seconds: longer than any pause that a healthy process makes between two statements, shorter than a lease.
 */
export const endsWhenFrozen = '-c idle_in_transaction_session_timeout=10000';

function createClient(): PrismaClient {
  const adapter = new PrismaPg({ connectionString: databaseUrl(), max: 12, options: endsWhenFrozen });
  return new PrismaClient({ adapter });
}

/** The URL of the control database. Throws a sentence when it is not set. */
export function databaseUrl(): string {
  const url = env().DATABASE_URL;
  if (!url)
    throw new Error('DATABASE_URL is not set; give one, or use npm start, which brings its own PostgreSQL.');
  return url;
}
