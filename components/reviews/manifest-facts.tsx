import { personKey, shapeLabels } from '@/lib/requests/request';
import { cloneMomentLabels } from '@/lib/sandboxes/clone/clone';
import { type ManifestContent, manifestContent } from '@/lib/sign-offs/manifest-content';
import { configurationLabels, featureLabels, labelled } from '../requests/form/labels';
import { CopyButton } from '../ui/actions/copy-button';
import { CalendarDay } from '../ui/data/calendar-day';
import { DefinitionList, type Fact } from '../ui/data/definition-list';
import type { ReviewManifest } from './review-detail';

/** What a signature binds, in words, with the hash that it is bound by and the text that is hashed. */
export function ManifestFacts({ manifest }: { manifest: Omit<ReviewManifest, 'planVersionId'> }) {
  const { hash, content, signaturesNeeded } = manifest;
  const read = manifestContent.safeParse(content);
  const facts: Fact[] = [
    ...(read.success ? factsOf(read.data) : []),
    {
      term: 'Signatures',
      value:
        signaturesNeeded === 1
          ? 'One person of compliance signs.'
          : `${signaturesNeeded} people of compliance sign, since something sensitive is kept as it is.`,
    },
    {
      term: 'Hash',
      value: (
        <span className="flex items-start justify-between gap-2">
          <span className="font-mono text-xs break-all">{hash}</span>
          <CopyButton text={hash} what="the manifest’s hash" />
        </span>
      ),
    },
  ];
  return (
    <>
      <DefinitionList facts={facts} />
      <details className="border-t border-line px-4 py-2 text-sm" open={!read.success}>
        <summary className="text-muted hover:text-ink">The text that is hashed</summary>
        <pre className="mt-2 max-h-80 overflow-auto rounded border border-line bg-sunken p-3 font-mono text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">
          {JSON.stringify(content, null, 2)}
        </pre>
      </details>
    </>
  );
}

function factsOf(content: ManifestContent): Fact[] {
  const { shape, seedSetName, people, durationDays, startsOn, configuration, features, plan, clones } =
    content;
  const sandbox = content.refreshes ?? content.changes;
  return [
    { term: 'Data', value: `${shapeLabels[shape].title}${seedSetName ? `, seed set ${seedSetName}` : ''}` },
    ...(clones
      ? [
          {
            term: 'Cloned from',
            value: (
              <>
                The sandbox that the request names. {cloneMomentLabels[clones.moment].title}.
                <HashLine label="copy" text={clones.copyId} />
              </>
            ),
          },
        ]
      : []),
    {
      term: 'Leaves to',
      value: `${people.length} ${people.length === 1 ? 'account' : 'accounts'}: ${people.map(personKey).join(', ')}`,
    },
    {
      term: 'Kept for',
      value: sandbox ? (
        <>
          Inside the sandbox {sandbox.slug}, until its end on <CalendarDay on={sandbox.endsAt.slice(0, 10)} />
        </>
      ) : (
        <>
          {durationDays} days{startsOn && ', from '}
          {startsOn && <CalendarDay on={startsOn} />}
          {clones && ', and no longer than that sandbox'}
        </>
      ),
    },
    {
      term: 'With it',
      value:
        [
          configuration.length > 0 && `configuration: ${labelled(configurationLabels, configuration)}`,
          features.length > 0 && `early features: ${labelled(featureLabels, features)}`,
          content.loadTest && `a load test of ${content.loadTest.requestsPerSecond} requests a second`,
        ]
          .filter(Boolean)
          .join('; ') || 'Nothing else',
    },
    ...(plan
      ? [
          {
            term: 'Plan',
            value: (
              <>
                Version {plan.version}
                <HashLine label="plan" text={plan.hash} />
                <HashLine label="structure" text={plan.structure} />
                <HashLine label="plan on this structure" text={plan.copy} />
              </>
            ),
          },
        ]
      : []),
    { term: 'Engine', value: `Version ${content.engineVersion}` },
  ];
}

function HashLine({ label, text }: { label: string; text: string }) {
  return (
    <span className="block text-xs text-muted">
      {label} <span className="font-mono break-all">{text}</span>
    </span>
  );
}
