import { databaseUrl } from '@/lib/db/client';
import { requireMigrated } from '@/lib/db/migrate';
import { log } from '@/lib/log';

/** Ends this program with 1, saying why, unless the control database is of its release. Web and worker ask before all else. */
export async function endUnlessMigrated(): Promise<void> {
  try {
    await requireMigrated(databaseUrl());
  } catch (error) {
    log.fatal({ error }, error instanceof Error ? error.message : 'the control database could not be asked');
    process.exit(1);
  }
}
