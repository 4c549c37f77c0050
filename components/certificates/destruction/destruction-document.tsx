import Link from 'next/link';
import type { getDestructionCertificate } from '@/lib/certificates/destruction/get-destruction-certificate';
import { DefinitionList, type Fact } from '../../ui/data/definition-list';
import { Banner } from '../../ui/feedback/banner';
import { Panel } from '../../ui/page/panel';
import { exactTime } from '../exact-time';
import { DestroyedParts } from './destroyed-parts';

type Shown = Awaited<ReturnType<(typeof getDestructionCertificate)['run']>>;

/** A certificate of destruction: the verdict, who and why, what may live on elsewhere, and every part that was looked for. */
export function DestructionDocument(shown: Shown) {
  const { document, authenticity } = shown;
  const { gone, notLookedAt } = document.summary;
  return (
    <div className="flex flex-col gap-4">
      {authenticity.state === 'recorded' ? (
        <Banner tone="success" title="Nothing of it was found">
          {document.parts.length.toLocaleString('en')} parts were looked for after the last one was dropped,
          by code that did not drop them. {gone.toLocaleString('en')} looks found nothing.{' '}
          {notLookedAt === 0
            ? 'Every look could be made.'
            : `${notLookedAt.toLocaleString('en')} could not be made; each says why.`}
        </Banner>
      ) : (
        <Banner tone="danger" title="This is not the document that was issued">
          It does not come to its hash, or the audit holds another.
        </Banner>
      )}
      <Panel title="What was destroyed" flush>
        <DefinitionList facts={destroyedFacts(shown)} />
      </Panel>
      <Panel title="Write-ahead log and backups">
        <p className="text-sm">{document.backups.statement}</p>
      </Panel>
      <Panel title="Parts" aside={document.parts.length} flush>
        <DestroyedParts parts={document.parts} />
      </Panel>
      <Panel title={document.sanitization.form} flush>
        <DefinitionList facts={methodFacts(document.sanitization)} />
      </Panel>
      <Panel title="What is kept as a record" flush>
        <DefinitionList
          facts={document.kept.map(({ model, because }) => ({ term: inWords(model), value: because }))}
        />
      </Panel>
    </div>
  );
}

function destroyedFacts({ document, authenticity, sandbox, destroyedBy, hash, issuedAt }: Shown): Fact[] {
  const { destroyed } = document;
  return [
    { term: 'Sandbox', value: <SandboxById id={document.sandbox.id} slug={sandbox.slug} /> },
    { term: 'Product', value: `${sandbox.product.name}, ${document.sandbox.shape}` },
    { term: 'Lived', value: lived(document.sandbox) },
    { term: 'Destroyed', value: exactTime(new Date(destroyed.at)) },
    {
      term: 'By',
      value: destroyed.by ? <Who id={destroyed.by} name={destroyedBy} /> : 'The desk, by a rule',
    },
    { term: 'Why', value: <span dir="auto">{destroyed.reason ?? 'Nobody gave a reason'}</span> },
    {
      term: 'Requests',
      value: document.requests.map(({ id, number, kind }) => (
        <Link key={id} href={`/requests/${id}`} className="mr-3 text-accent-ink underline underline-offset-2">
          #{number} {kind === 'sandbox' ? '' : `(${kind})`}
        </Link>
      )),
    },
    ...(document.proofs.length > 0
      ? [{ term: 'Its proofs', value: document.proofs.map((proof) => <Hash key={proof} text={proof} />) }]
      : []),
    { term: 'Issued', value: exactTime(issuedAt) },
    { term: 'Result', value: <Hash text={hash} /> },
    {
      term: 'In the audit',
      value:
        authenticity.state === 'recorded'
          ? `Event ${authenticity.seq.toLocaleString('en')} of the audit holds this result, and the document comes to it`
          : 'No: this is not the document that was issued',
    },
  ];
}

function lived({ createdAt, deliveredAt }: Shown['document']['sandbox']): string {
  const since = exactTime(new Date(createdAt));
  return deliveredAt
    ? `since ${since}, in use since ${exactTime(new Date(deliveredAt))}`
    : `since ${since}, never in use`;
}

/** The document names it by id; what it was called is told from the rows, and is no part of the document. */
function SandboxById({ id, slug }: { id: string; slug: string }) {
  return (
    <>
      <span className="font-mono text-xs break-all">{id}</span>
      <span className="block text-xs text-muted">was called {slug}; that name may be another’s by now</span>
    </>
  );
}

function Who({ id, name }: { id: string; name: string | null }) {
  return (
    <>
      {name ?? 'somebody whose account is gone'}
      <span className="block font-mono text-xs break-all text-muted">{id}</span>
    </>
  );
}

/** The name of a model as people write it: `ApiKey` as `Api key`. */
function inWords(model: string): string {
  const [first = '', ...others] = model.split(/(?=[A-Z])/);
  return [first, ...others.map((word) => word.toLowerCase())].join(' ');
}

function methodFacts(form: Shown['document']['sanitization']): Fact[] {
  return [
    { term: 'Media', value: form.mediaType },
    { term: 'Source', value: form.source },
    { term: 'Classification', value: form.classification },
    { term: 'Method', value: form.methodDetails },
    { term: 'Not done', value: form.notDone },
    { term: 'Tool', value: form.tool },
    { term: 'Verification', value: form.verification },
    { term: 'Left out', value: form.leftOut },
  ];
}

function Hash({ text }: { text: string }) {
  return <span className="block font-mono text-xs break-all">{text}</span>;
}
