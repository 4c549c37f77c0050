import { momentText } from '@/lib/days';
import { cloneMomentLabels } from '@/lib/sandboxes/clone/clone';
import type { getLineage } from '@/lib/sandboxes/clone/get-lineage';
import { DefinitionList, type Fact } from '../../ui/data/definition-list';
import { SandboxNameLink } from '../sandbox-name';
import { SandboxStateDot } from '../sandbox-state';

type Lineage = Awaited<ReturnType<(typeof getLineage)['run']>>;
type Related = { slug: string; state: Parameters<typeof SandboxStateDot>[0]['state'] };

/** Where a sandbox was cloned from, and what was cloned from it. Nothing where neither was. */
export function LineageFacts({ lineage: { from, clones } }: { lineage: Lineage }) {
  const facts: Fact[] = [
    ...(from
      ? [
          {
            term: 'Cloned from',
            value: (
              <>
                <RelatedSandbox sandbox={from} />
                <p className="text-muted">
                  {cloneMomentLabels[from.moment].was}
                  {from.asOf ? `, ${momentText(from.asOf)}` : ''}.
                </p>
              </>
            ),
          },
        ]
      : []),
    ...(clones.length > 0
      ? [
          {
            term: 'Clones of it',
            value: (
              <ul className="flex flex-col gap-1">
                {clones.map((clone) => (
                  <li key={clone.id}>
                    <RelatedSandbox sandbox={clone} />
                  </li>
                ))}
              </ul>
            ),
          },
        ]
      : []),
  ];
  return <DefinitionList facts={facts} />;
}

function RelatedSandbox({ sandbox }: { sandbox: Related }) {
  return (
    <span className="flex flex-wrap gap-x-3">
      <SandboxNameLink slug={sandbox.slug} state={sandbox.state} />
      <SandboxStateDot state={sandbox.state} />
    </span>
  );
}
