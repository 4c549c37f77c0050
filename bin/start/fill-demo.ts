import { fillFabrica } from '@/demo/fabrica/fill';
import { fillRota } from '@/demo/rota/fill';
import { databaseUrl } from '@/lib/db/client';

/** Fills the database of DATABASE_URL with both demo products' production, Fabrica's to be read by the role that is named. */
const [reader] = process.argv.slice(2);
const filled = await fillFabrica({ url: databaseUrl(), reader });
for (const { tenant, rows, made, tookMs } of filled)
  if (made)
    process.stdout.write(
      `  ${tenant}: ${rows.toLocaleString('en')} rows (${(tookMs / 1000).toFixed(1)} s)\n`,
    );
if ((await fillRota(databaseUrl())).made) process.stdout.write('  rota: two tenants in shared tables\n');
