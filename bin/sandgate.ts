import { KnownError } from '@/lib/errors';
import { checkCertificate } from './commands/check-certificate';
import { type CliCommand, print, UsageError } from './commands/command-line';
import { doctor } from './commands/doctor';
import { importSeedSetFolder } from './commands/import-seed-set';
import { reconcile } from './commands/reconcile';
import { registerTenantPlace } from './commands/register-tenant';
import { classify } from './commands/snapshots/classify';
import { planCheck } from './commands/snapshots/plan-check';
import { planDecide } from './commands/snapshots/plan-decide';
import { planOpen } from './commands/snapshots/plan-open';
import { snapshot } from './commands/snapshots/snapshot';
import { verify } from './commands/snapshots/verify';
import { verifyAudit } from './commands/verify-audit';
import { adoptSettings } from './start/instance-settings';

/**
 * `npm run sandgate -- COMMAND`: for operators, on the machine of an instance (whose settings it finds by itself) or
 * anywhere with the settings in the environment. The commands around snapshots work on any PostgreSQL and need neither.
 */

const commands: readonly CliCommand[] = [
  doctor,
  verifyAudit,
  checkCertificate,
  reconcile,
  importSeedSetFolder,
  registerTenantPlace,
  classify,
  planOpen,
  planDecide,
  planCheck,
  snapshot,
  verify,
];

/** Runs one command line; returns the exit code. Wrong usage is 2, an unreachable server 5. */
export async function main(args: readonly string[]): Promise<number> {
  const found = commands.find((command) => startsWith(args, command.name.split(' ')));
  if (!found) return explain(args);
  const rest = args.slice(found.name.split(' ').length);
  if (rest.includes('--help') || rest.includes('-h')) {
    print(`${found.summary}\n\nUsage: npm run sandgate -- ${found.name} ${found.usage}`);
    return 0;
  }
  try {
    await adoptSettings();
    return await found.run(rest);
  } catch (error) {
    if (isUsage(error)) {
      process.stderr.write(`${error.message}\nUsage: npm run sandgate -- ${found.name} ${found.usage}\n`);
      return 2;
    }
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof KnownError ? 1 : 5;
  }
}

const startsWith = (args: readonly string[], words: readonly string[]) =>
  words.every((word, index) => args[index] === word);

/** What the parser of arguments throws counts as wrong usage, like our own. */
function isUsage(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

function explain(args: readonly string[]): number {
  const [first] = args;
  const isHelp = first === '--help' || first === '-h' || first === 'help';
  const lines = [
    ...(first === undefined || isHelp ? [] : [`There is no command ${args.join(' ')}.`, '']),
    'Usage: npm run sandgate -- COMMAND [--help]',
    '',
    ...commands.map((command) => `  ${command.name.padEnd(18)}${command.summary}`),
  ];
  (isHelp ? process.stdout : process.stderr).write(`${lines.join('\n')}\n`);
  return isHelp ? 0 : 2;
}

if (import.meta.url === `file://${process.argv[1]}`) process.exitCode = await main(process.argv.slice(2));
