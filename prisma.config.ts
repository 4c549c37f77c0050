import { defineConfig } from 'prisma/config';

/**
 * The schema engine is a download that closed networks refuse, and nothing here needs it: migrations are applied by
 * lib/db/migrate.ts. Pointing Prisma at an existing file keeps it from looking for one.
 */
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations', seed: 'tsx prisma/seed.ts' },
});
