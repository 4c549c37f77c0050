import { momentText } from '@/lib/days';
import type { getResetImpact } from '@/lib/sandboxes/reset/get-reset-impact';
import { formatBytes, formatElapsed } from '../../ui/data/amount';
import { DefinitionList, type Fact } from '../../ui/data/definition-list';
import { writtenText } from '../copies/copy-detail';

export type ResetImpact = Awaited<ReturnType<(typeof getResetImpact)['run']>>;

/** What goes out of use and what goes on, whom that meets, and how long it takes. */
export function ResetFacts({ impact }: { impact: ResetImpact }) {
  const { baseline, givesUp } = impact;
  const facts: Fact[] = [
    { term: 'Goes out of use', value: writtenText(impact) },
    ...(baseline
      ? [
          {
            term: 'Goes back to',
            value: `${baseline.isRefreshed ? 'The refreshed copy' : 'The sandbox'} as it was delivered ${momentText(baseline.madeAt)}.`,
          },
        ]
      : []),
    { term: 'Goes on', value: 'The address, the API keys, the people and the end of the sandbox.' },
    { term: 'Keys', value: keysText(impact) },
    { term: 'People', value: peopleText(impact) },
    { term: 'Takes', value: timeText(impact) },
    {
      term: 'Undo',
      value: 'The copy in use is closed and kept for seven days; until then you can go back to it.',
    },
    ...(givesUp ? [{ term: 'Given up', value: givesUp }] : []),
  ];
  return <DefinitionList facts={facts} />;
}

function keysText({ keys }: ResetImpact): string {
  if (keys.length === 0) return 'It has no API key in force.';
  const used = keys.filter(({ isUsedLately }) => isUsedLately);
  if (used.length === 0) return 'No key was used in the last 24 hours.';
  const names = used.map(({ label, createdBy }) => `${label} (${createdBy})`).join(', ');
  return `Used in the last 24 hours: ${names}. Their calls read the baseline’s rows from then on.`;
}

function peopleText({ people, peopleSeenLately }: ResetImpact): string {
  const seen =
    peopleSeenLately === 0
      ? 'none of them opened its page in the last 24 hours'
      : `${peopleSeenLately} opened its page in the last 24 hours`;
  const who =
    people === 1 ? 'One person or service account gets' : `${people} people and service accounts get`;
  return `${who} in; ${seen}.`;
}

const methods = {
  clone: 'by clone, which takes as long at any size',
  files: 'as files',
  unknown: 'as files, or by clone where the cluster’s file system can',
} as const;

function timeText({ expected, baseline }: ResetImpact): string {
  if (!expected) return 'Not known: no database was copied here yet that this could be told from.';
  const size = baseline?.bytes ? `${formatBytes(baseline.bytes)} are copied ` : 'It is copied ';
  const from = expected.samples === 1 ? 'the last copy' : `the last ${expected.samples} copies`;
  return `About ${formatElapsed(expected.ms)}. ${size}${methods[expected.method]}, going by ${from} of databases here. The sandbox is in use meanwhile.`;
}
