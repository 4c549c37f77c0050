import type { ClientBase } from 'pg';
import { classify } from '../../provisioning/classify/classify';
import { type Detection, type DetectionFixture, loadFixture, score } from './fixture';

/** Classifies fixtures one by one and tells what was found, by schema and over all. */

export interface Measured {
  /** Directly identifying columns that were proposed as such. */
  recall: number;
  /** Found, or left unclassified, which stops a snapshot as surely. */
  stopped: number;
  /** Sensitive proposals that are wrong. */
  wrong: number;
  report: string;
}

const ratio = (part: number, whole: number) => (whole === 0 ? 1 : part / whole).toFixed(3);

function line(name: string, { columns, direct, found, proposed, wrong, unclassified }: Detection): string {
  return `${name}: ${columns} columns, recall ${ratio(found, direct)} (${found} of ${direct}), wrong ${ratio(wrong.length, proposed)} (${wrong.length} of ${proposed}), ${unclassified.length} left open`;
}

function sum(all: Detection[]): Detection {
  const total = (count: 'columns' | 'direct' | 'found' | 'proposed') =>
    all.reduce((counted, one) => counted + one[count], 0);
  return {
    columns: total('columns'),
    direct: total('direct'),
    found: total('found'),
    proposed: total('proposed'),
    missed: all.flatMap(({ missed }) => missed),
    wrong: all.flatMap(({ wrong }) => wrong),
    unclassified: all.flatMap(({ unclassified }) => unclassified),
  };
}

/** Loads each fixture that is not there yet, classifies it and counts. */
export async function measure(
  client: ClientBase,
  name: string,
  fixtures: DetectionFixture[],
): Promise<Measured> {
  const each: Detection[] = [];
  for (const fixture of fixtures) {
    const { rows } = await client.query('SELECT FROM pg_namespace WHERE nspname = $1', [fixture.schema]);
    if (rows.length === 0) await loadFixture(client, fixture);
    const plan = await classify(client, {
      schemas: [fixture.schema],
      source: { fingerprint: '', server: '' },
    });
    each.push(score(plan, fixture));
  }
  const all = sum(each);
  const left = all.missed.filter((one) => !one.includes(': unclassified,')).length;
  const lines = [
    ...each.map((one, at) => `  ${line(fixtures[at]?.schema ?? '', one)}`),
    ...all.missed.map((one) => `  missed ${one}`),
    ...all.wrong.map((one) => `  wrong ${one}`),
    ...all.unclassified.map((one) => `  open ${one}`),
    line(name, all),
  ];
  return {
    recall: all.found / all.direct,
    stopped: 1 - left / all.direct,
    wrong: all.wrong.length / all.proposed,
    report: `${lines.join('\n')}\n`,
  };
}
