import { closeDb } from '@/lib/db/client';
import { describeSettings } from '@/lib/env';
import { type CliCommand, print } from './command-line';
import { checks } from './doctor-checks';
import type { Finding } from './doctor-finding';

/** Looks at everything an installation needs and says in sentences what is wrong and what to do. */
export const doctor: CliCommand = {
  name: 'doctor',
  summary: 'check settings, databases, rights, queue and workers, and say what to do',
  usage: `

Ends with 0 when nothing is wrong, 1 otherwise. Prints no secret.`,
  run: async () => {
    print('Settings');
    for (const { name, meaning, isSet } of describeSettings())
      print(`  ${isSet ? 'set  ' : '–    '} ${name.padEnd(20)} ${meaning}`);
    let wrong = 0;
    try {
      for (const { title, look } of checks) {
        const findings = await look().catch(unforeseen);
        print([`\n${title}`, ...findings.map(lineOf)].join('\n'));
        wrong += findings.filter((finding) => !finding.isOk).length;
      }
    } finally {
      await closeDb();
    }
    print(
      wrong === 0 ? '\nNothing is wrong.' : `\n${wrong} ${wrong === 1 ? 'thing is' : 'things are'} wrong.`,
    );
    return wrong === 0 ? 0 : 1;
  },
};

const lineOf = ({ isOk, isAdvice, text }: Finding) =>
  `  ${isAdvice ? 'hint ' : isOk ? 'ok   ' : 'WRONG'} ${text}`;

/**
 * A check that failed to look has found something; a driver's own words never hold the password. The client of the control
 * database puts the place in our code first, and the reason last.
 */
function unforeseen(error: unknown): Finding[] {
  const lines = (error instanceof Error ? error.message : String(error))
    .split('\n')
    .filter((line) => line.trim());
  return [{ isOk: false, text: lines.at(-1)?.trim() ?? 'no word on why' }];
}
