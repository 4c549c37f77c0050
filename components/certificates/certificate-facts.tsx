import type { Certificate } from '@/lib/certificate-format/certificate';
import type { Authenticity } from '@/lib/certificates/judge-authenticity';
import { formatElapsed } from '../ui/data/amount';
import { DefinitionList, type Fact } from '../ui/data/definition-list';
import { exactTime } from './exact-time';

/** When the proof was made, what it compared, and the hashes by which everything can be found again. */
export function CertificateFacts({
  document,
  hash,
  createdAt,
  authenticity,
  structureHash,
}: {
  document: Certificate;
  hash: string;
  createdAt: Date;
  authenticity: Authenticity;
  structureHash: string;
}) {
  const { scanned, canaries, references } = document;
  const facts: Fact[] = [
    { term: 'Made', value: `${exactTime(createdAt)}, in ${formatElapsed(document.elapsedMs)}` },
    {
      term: 'Compared with',
      value:
        document.comparedWith === 'snapshot'
          ? `The source in the copy’s own snapshot, of ${sourceTime(document.sourceTime)}`
          : `The source as it was later, at ${sourceTime(document.sourceTime)}; it may have moved on since the copy`,
    },
    {
      term: 'Looked through',
      value: `${scanned.columns.toLocaleString('en')} columns of text for mail addresses, cards and IBANs${
        scanned.sampled.length > 0
          ? `; of ${scanned.sampled.length.toLocaleString('en')} of them a sample`
          : ''
      }`,
    },
    ...(canaries ? [{ term: 'Canaries', value: aboutCanaries(canaries) }] : []),
    ...(references === undefined
      ? []
      : [{ term: 'Foreign keys', value: `${references.toLocaleString('en')}, by each of their rows` }]),
    ...(document.leftBehind?.length ? [{ term: 'Left behind', value: document.leftBehind.join(', ') }] : []),
    { term: 'Result', value: <Hash text={hash} /> },
    { term: 'In the audit', value: inAudit(authenticity) },
    { term: 'Plan', value: <Hash text={document.plan} /> },
    {
      term: 'Structure',
      value: (
        <>
          <Hash text={structureHash} />
          {Object.entries(document.structure).map(([schema, text]) => (
            <span key={schema} className="block text-xs text-muted">
              over {schema} <Hash text={text} />
            </span>
          ))}
        </>
      ),
    },
    { term: 'Plan on this structure', value: <Hash text={document.manifest} /> },
  ];
  return <DefinitionList facts={facts} />;
}

/** Where none is planted, to find none proves nothing. */
function aboutCanaries({ texts, sourceRows }: NonNullable<Certificate['canaries']>): string {
  const marks = texts === 1 ? 'the text' : `the ${texts.toLocaleString('en')} texts`;
  return sourceRows === 0
    ? `No row of the source holds ${marks} that its vendor named, so nothing is shown by them`
    : `${sourceRows.toLocaleString('en')} rows of the source hold ${marks} that its vendor planted there, and the copy was looked through for them`;
}

function inAudit(authenticity: Authenticity): string {
  if (authenticity.state === 'recorded')
    return `Event ${authenticity.seq.toLocaleString('en')} of the audit holds this result, and the document comes to it`;
  return authenticity.state === 'unrecorded'
    ? 'Not yet: the audit speaks of a proof when its build ends'
    : 'No: this is not the document that was made';
}

function Hash({ text }: { text: string }) {
  return <span className="font-mono text-xs break-all">{text || 'none'}</span>;
}

function sourceTime(text: string): string {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? text : exactTime(time);
}
