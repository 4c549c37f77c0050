import { momentText } from '@/lib/days';
import type { getResetImpact } from '@/lib/sandboxes/reset/get-reset-impact';
import { formatBytes, formatElapsed } from '../../ui/data/amount';
import type { Fact } from '../../ui/data/definition-list';
import { ImpactFacts } from '../impact/impact-facts';

export type ResetImpact = Awaited<ReturnType<(typeof getResetImpact)['run']>>;

/** What goes out of use and what goes on, whom that meets, and how long it takes. */
export function ResetFacts({ impact }: { impact: ResetImpact }) {
  const { baseline, givesUp } = impact;
  const before: Fact[] = [
    ...(baseline
      ? [
          {
            term: 'Goes back to',
            value: `${baseline.isRefreshed ? 'The refreshed copy' : 'The sandbox'} as it was delivered ${momentText(baseline.madeAt)}.`,
          },
        ]
      : []),
    { term: 'Goes on', value: 'The address, the API keys, the people and the end of the sandbox.' },
  ];
  const after: Fact[] = [
    { term: 'Takes', value: timeText(impact) },
    {
      term: 'Undo',
      value: 'The copy in use is closed and kept for seven days; until then you can go back to it.',
    },
    ...(givesUp ? [{ term: 'Given up', value: givesUp }] : []),
  ];
  return (
    <ImpactFacts
      impact={impact}
      keysThen="Calls read the baseline’s rows from then on."
      before={before}
      after={after}
    />
  );
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
