import type { SourceCast } from '../catalogue/casts/read-casts';
import { insertCasts } from './insert-casts';
import { runPgDumpNative } from './pg-dump-native';
import { runPgDumpWasm } from './pg-dump-wasm';

export type DumpRequest = {
  /** A connection to the source; reading rights on every table of the schemas suffice. */
  url: string;
  schemas: readonly string[];
  section: 'pre-data' | 'post-data';
  /** Casts to make along with the rest; pg_dump leaves them out when it is asked for schemas. */
  casts?: readonly SourceCast[];
  /** As `pg_export_snapshot()` returned it, held open by its session for as long as this runs. */
  snapshot?: string;
  /** A native pg_dump to use instead of the built-in one. */
  pgDump?: string;
  signal?: AbortSignal;
};

/**
 * The definitions of some schemas as SQL, to be run as one batch by `restoreStructure` and never by psql. Owners,
 * grants, tablespaces, security labels, publications and subscriptions stay behind: they belong to the server, not to
 * the product. Comments stay behind too: they are prose in which people are named. Locks each table in ACCESS SHARE mode and gives up after five seconds of waiting.
 */
export async function dumpStructure(request: DumpRequest): Promise<string> {
  const args = [
    `--section=${request.section}`,
    ...request.schemas.map((schema) => `--schema=${literalPattern(schema)}`),
    ...(request.snapshot ? [`--snapshot=${request.snapshot}`] : []),
    '--strict-names',
    '--no-comments',
    '--lock-wait-timeout=5000',
    '--encoding=UTF8',
    '--no-owner',
    '--no-privileges',
    '--no-tablespaces',
    '--no-security-labels',
    '--no-publications',
    '--no-subscriptions',
  ];
  const script = await (request.pgDump
    ? runPgDumpNative(request.pgDump, request.url, args, request.signal)
    : runPgDumpWasm(request.url, args, request.signal));
  return insertCasts(script, request.casts ?? [], request.section);
}

/** pg_dump reads `--schema` as a pattern; inside double quotes every character stands for itself. */
function literalPattern(schema: string): string {
  return `"${schema.replaceAll('"', '""')}"`;
}
