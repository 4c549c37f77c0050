import type { Authenticity } from '@/lib/certificates/judge-authenticity';
import type { Certificate, Elsewhere, Finding } from '@/lib/provisioning/proof/certificate';
import { Banner } from '../ui/feedback/banner';
import { Panel } from '../ui/page/panel';
import { CertificateFacts } from './certificate-facts';
import { ProofTable } from './proof-table';
import { TenancyTable } from './tenancy-table';

const kinds: Record<Finding['looksLike'], string> = {
  mail: 'mail addresses',
  card: 'card numbers',
  iban: 'IBANs',
  canary: 'canary rows',
};

/** A certificate to read and to print: the verdict, what it rests on, and every column that it speaks of. */
export function CertificateDocument({
  document,
  hash,
  createdAt,
  authenticity,
}: {
  document: Certificate;
  hash: string;
  createdAt: Date;
  authenticity: Authenticity;
}) {
  const { tables, tenancy, failures, findings, unvalidated } = document;
  const [covered, others] = [tables.filter(isClassified), tables.filter((table) => !isClassified(table))];
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-prose text-pretty">
        This copy is <strong>pseudonymised</strong>: what identifies people was masked while it was read, and
        a second pass that shares nothing with the masks compared the result with the source. Its rows still
        are about somebody, so treat them as personal data.
      </p>
      {authenticity.state === 'altered' && (
        <Banner tone="danger" title="Not genuine">
          This document is not the one that the proof of this copy came to: it was changed afterwards. Do not
          rely on it, and tell the operators, who compare it with the audit.
        </Banner>
      )}
      {failures.length > 0 && (
        <Banner tone="danger" title="What is not as it must be">
          <List texts={failures} />
        </Banner>
      )}
      {findings.length > 0 && (
        <Banner tone="warning" title="What looks like somebody’s data">
          <List
            texts={findings.map(
              ({ place, looksLike, count }) => `${place}: ${count.toLocaleString('en')} ${kinds[looksLike]}`,
            )}
          />
        </Banner>
      )}
      <Panel title="What it rests on" flush>
        <CertificateFacts document={document} hash={hash} createdAt={createdAt} authenticity={authenticity} />
      </Panel>
      {tenancy && <TenancyTable tenancy={tenancy} tables={tables} />}
      {covered.map((proof) => (
        <ProofTable key={proof.table} proof={proof} />
      ))}
      {others.length > 0 && (
        <Panel title="Tables without anything to protect" aside={others.length}>
          <p className="text-sm text-muted [overflow-wrap:anywhere]">
            {others
              .map(({ table, targetRows }) => `${table} (${targetRows.toLocaleString('en')})`)
              .join(', ')}
          </p>
        </Panel>
      )}
      {document.elsewhere && <ElsewherePanel elsewhere={document.elsewhere} />}
      {tenancy && <Ownerless tenancy={tenancy} />}
      {document.structureTexts && <StructureTexts texts={document.structureTexts} />}
      {unvalidated.length > 0 && (
        <Panel title="Constraints that the source does not validate either" aside={unvalidated.length}>
          <List texts={unvalidated} />
        </Panel>
      )}
    </div>
  );
}

/** Nothing where every row of the source belongs to somebody. */
function Ownerless({ tenancy }: { tenancy: NonNullable<Certificate['tenancy']> }) {
  const counted = tenancy.filter(({ ownerless }) => ownerless);
  if (counted.length === 0) return null;
  return (
    <Panel title="Rows that are nobody’s and stayed behind" aside={counted.length}>
      <List
        texts={counted.map(({ table, ownerless }) => `${table}: ${ownerless?.toLocaleString('en')} rows`)}
      />
    </Panel>
  );
}

const meanings: Record<Elsewhere['means'], string> = {
  somebody: 'can only be somebody’s',
  meant: 'kept with a reason',
  shared: 'words and numbers that may be there in their own right',
};

function ElsewherePanel({ elsewhere }: { elsewhere: readonly Elsewhere[] }) {
  return (
    <Panel title="Values of masked columns in other places" aside={elsewhere.length}>
      <p className="text-sm text-muted">
        Direct identifiers and secrets were looked for in every text that leaves as it is, whole and as words.
        {elsewhere.length === 0 && ' None was met.'}
      </p>
      <List
        texts={elsewhere.map(
          ({ place, from, means, values, count }) =>
            `${place}: ${values.toLocaleString('en')} of ${from}, ${count.toLocaleString('en')} times (${meanings[means]})`,
        )}
      />
    </Panel>
  );
}

function StructureTexts({
  texts: { kept, leftBehind },
}: {
  texts: NonNullable<Certificate['structureTexts']>;
}) {
  return (
    <Panel title="Texts in the structure" aside={kept.length}>
      <p className="text-sm text-muted">
        {leftBehind.length.toLocaleString('en')} comments of the source were left behind. Kept with a reason:{' '}
        {kept.length === 0 && 'none.'}
      </p>
      <List texts={kept.map(({ place, reason }) => `${place}: “${reason}”`)} />
    </Panel>
  );
}

/** A table that failed is always shown whole. */
function isClassified({ columns, passed }: Certificate['tables'][number]): boolean {
  return columns.length > 0 || !passed;
}

function List({ texts }: { texts: readonly string[] }) {
  return (
    <ul className="list-disc pl-5 text-sm">
      {texts.map((text) => (
        <li key={text} className="[overflow-wrap:anywhere]">
          {text}
        </li>
      ))}
    </ul>
  );
}
