import { momentText } from '@/lib/days';
import type { getPolicy } from '@/lib/ends/policy/get-policy';
import { awaitedLabels, type Patience, waitingStates } from '@/lib/policies/patience';
import { type DataClass, dataClasses, stagesOf } from '@/lib/policies/policy';
import { type Column, DataTable } from '../ui/data/data-table';
import { RelativeTime } from '../ui/data/relative-time';

export type PolicyDetail = Awaited<ReturnType<(typeof getPolicy)['run']>>;

type Row = { key: string; subscription: string; holds: string; days: string };

const columns: readonly Column<Row>[] = [
  { key: 'subscription', header: 'Subscription', cell: (row) => row.subscription },
  { key: 'holds', header: 'Holds', width: 'sm:w-44', cell: (row) => row.holds },
  {
    key: 'days',
    header: 'Days without use: warned, suspended, retired, dropped',
    wrap: true,
    cell: (row) => <span className="tabular-nums">{row.days}</span>,
  },
];

/** The policy in force, for whoever may read it. */
export function PolicyValues({ policy }: { policy: PolicyDetail }) {
  const { document } = policy.inForce;
  const groups = [...policy.subscriptions, { id: '', name: 'Every other subscription' }];
  const rows = groups.flatMap(({ id, name }) =>
    (Object.keys(dataClasses) as DataClass[]).map((dataClass) => {
      const values = (document.dormancy[id] ?? document.otherwise)[dataClass];
      return {
        key: `${id} ${dataClass}`,
        subscription: name,
        holds: dataClasses[dataClass].title,
        days: values
          ? stagesOf(values)
              .map(({ days }) => days)
              .join(', ')
          : 'Nothing is taken for want of use',
      };
    }),
  );
  return <DataTable caption="Days without use" columns={columns} rows={rows} rowKey={(row) => row.key} />;
}

/** For how many days requests wait for whom, in words. */
export function PatienceText({ patience }: { patience: Patience }) {
  return (
    <ul className="border-t border-line px-4 py-2 text-sm text-muted">
      {waitingStates.map((state) => {
        const { remind, escalate, lapse } = patience[state];
        return (
          <li key={state}>
            A request that waits for {awaitedLabels[state]} is said again on day {remind} and to more people
            on day {escalate}, and ends by itself on day {lapse}.
          </li>
        );
      })}
    </ul>
  );
}

/** Who saved which version, and why. */
export function PolicyVersions({ versions }: { versions: PolicyDetail['versions'] }) {
  return (
    <ul className="divide-y divide-line text-sm">
      {versions.map(({ version, reason, savedAt, savedBy }) => (
        <li key={version} className="px-4 py-2">
          <p className="text-muted">
            Version {version}, <RelativeTime at={savedAt} />, {momentText(savedAt)}
            {savedBy && (
              <>
                , by <bdi className="font-medium text-ink">{savedBy.name}</bdi>
              </>
            )}
          </p>
          <p className="[overflow-wrap:anywhere] whitespace-pre-line">{reason}</p>
        </li>
      ))}
    </ul>
  );
}
