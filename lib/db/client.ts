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

function createClient(): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl(), max: 12 }) });
}

/** The URL of the control database. Throws a sentence when it is not set. */
export function databaseUrl(): string {
  const url = env().DATABASE_URL;
  if (!url)
    throw new Error('DATABASE_URL is not set; give one, or use npm start, which brings its own PostgreSQL.');
  return url;
}
