import { parseArgs } from 'node:util';
import { verifyChain } from '@/lib/audit/verify-chain';
import { closeDb } from '@/lib/db/client';
import { type CliCommand, print, UsageError } from './command-line';

/** Proves the audit chain, and prints its head for keeping elsewhere. */
export const verifyAudit: CliCommand = {
  name: 'verify-audit',
  summary: 'recompute the audit chain from its first event to its head',
  usage: `[--head SEQ:HASH]

  --head SEQ:HASH   a head that was printed before and kept elsewhere: the chain must contain it. Without it,
                    someone who rewrote the whole chain, head included, is not found.

Ends with 0 when the chain holds, 1 when it does not. Prints the present head: keep it elsewhere.`,
  run: async (args) => {
    const { values } = parseArgs({ args: [...args], options: { head: { type: 'string' } } });
    try {
      const report = await verifyChain(values.head === undefined ? undefined : parseHead(values.head));
      if (report.broken)
        print(
          `The audit chain does not hold: ${report.broken}.\nWho owns its tables, or a superuser, can do that. docs/operating.md says what to do.`,
        );
      else print(`The audit chain holds: ${report.events} events.`);
      print(`head ${report.head.seq}:${report.head.hash}`);
      return report.broken ? 1 : 0;
    } finally {
      await closeDb();
    }
  },
};

function parseHead(text: string): { seq: bigint; hash: string } {
  const match = /^(\d+):([0-9a-f]{64})$/.exec(text);
  if (!match?.[1] || !match[2])
    throw new UsageError(`--head ${text} is not SEQ:HASH with 64 hexadecimal digits.`);
  return { seq: BigInt(match[1]), hash: match[2] };
}
