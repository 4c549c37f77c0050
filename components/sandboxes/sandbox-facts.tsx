import Link from 'next/link';
import type { NextStage } from '@/lib/ends/stages/stage';
import { shapeLabels } from '@/lib/requests/request';
import type { getSandbox } from '@/lib/sandboxes/get-sandbox';
import { isGone } from '@/lib/sandboxes/sandbox';
import { configurationLabels, featureLabels, labelled } from '../requests/form/labels';
import { CopyButton } from '../ui/actions/copy-button';
import { DefinitionList, type Fact } from '../ui/data/definition-list';
import { RelativeTime } from '../ui/data/relative-time';
import { DestructionLink } from './destruction-link';
import { NextStageText } from './next-stage-text';
import { SmokeNote } from './smoke-note';

export type SandboxDetail = Awaited<ReturnType<(typeof getSandbox)['run']>>;

/** What this sandbox is, where it answers, what it holds, and until when. */
export function SandboxFacts({
  sandbox,
  next,
  records,
}: {
  sandbox: SandboxDetail;
  next: NextStage | null;
  records: readonly string[];
}) {
  const facts: Fact[] = [
    { term: 'Address', value: <Address sandbox={sandbox} /> },
    { term: 'Data', value: describeData(sandbox) },
    ...(sandbox.smoke ? [{ term: 'Smoke test', value: <SmokeNote smoke={sandbox.smoke} /> }] : []),
    ...(sandbox.hasCertificate ? [{ term: 'Proof', value: <Certificate slug={sandbox.slug} /> }] : []),
    {
      term: 'Configuration',
      value: sandbox.configuration.length
        ? `${labelled(configurationLabels, sandbox.configuration)}, from production`
        : 'Nothing from production',
    },
    ...(sandbox.features.length
      ? [{ term: 'Early features', value: labelled(featureLabels, sandbox.features) }]
      : []),
    ...(isGone(sandbox.state) ? [] : [{ term: 'Records', value: <Names names={records} /> }]),
    ...life(sandbox, next),
    {
      term: 'Customer',
      value: `${sandbox.organization.name}, subscription ${sandbox.organization.subscription.name}`,
    },
    {
      term: 'Request',
      value: (
        <Link
          href={`/requests/${sandbox.request.id}`}
          className="text-accent-ink underline underline-offset-2"
        >
          #{sandbox.request.number} {sandbox.request.integration}
        </Link>
      ),
    },
  ];
  return <DefinitionList facts={facts} />;
}

function Certificate({ slug }: { slug: string }) {
  return (
    <Link href={`/s/${slug}/certificate`} className="text-accent-ink underline underline-offset-2">
      Certificate of the scrubbed copy
    </Link>
  );
}

function Address({ sandbox: { url, state } }: { sandbox: SandboxDetail }) {
  if (isGone(state))
    return (
      <span className="text-muted">
        <s className="font-mono text-xs break-all">{url}</s> answers no more
      </span>
    );
  return (
    <span className="flex flex-wrap items-center gap-2">
      <code className="min-w-0 font-mono text-xs break-all select-all">{url}</code>
      <CopyButton text={url} what="the address" />
    </span>
  );
}

function Names({ names }: { names: readonly string[] }) {
  return <span className="font-mono text-xs break-words">{names.join(' ')}</span>;
}

function describeData({ shape, seedSet }: SandboxDetail): string {
  const { title } = shapeLabels[shape];
  if (!seedSet) return title;
  return `${title}: ${seedSet.title}, version ${seedSet.version}, ${seedSet.rows.toLocaleString('en')} rows`;
}

function life(sandbox: SandboxDetail, next: NextStage | null): Fact[] {
  const { createdAt, readyAt, destroyedAt, destroyedBy, destruction } = sandbox;
  if (destroyedAt)
    return [
      {
        term: 'Destroyed',
        value: (
          <>
            <RelativeTime at={destroyedAt} /> by {destroyedBy?.name ?? 'the desk'}
          </>
        ),
      },
      ...(destruction
        ? [
            {
              term: 'Gone',
              value: <DestructionLink id={destruction.id}>Certificate of destruction</DestructionLink>,
            },
          ]
        : []),
    ];
  return [
    {
      term: readyAt ? 'Ready' : 'Approved',
      value: <RelativeTime at={readyAt ?? createdAt} />,
    },
    { term: 'Ends', value: <NextStageText state={sandbox.state} next={next} /> },
  ];
}
