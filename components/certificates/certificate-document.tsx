import type { Certificate } from '@/lib/certificate-format/certificate';
import type { Authenticity } from '@/lib/certificates/judge-authenticity';
import type { SignedBasis } from '@/lib/certificates/read-signed-basis';
import { Banner } from '../ui/feedback/banner';
import { Panel } from '../ui/page/panel';
import { CertificateFacts } from './certificate-facts';
import { ElsewherePanel } from './elsewhere-panel';
import { KeptPanel } from './kept-columns-table';
import { type Paging, PartPages, partOf } from './paging';
import { ProofTable } from './proof-table';
import { SignedPanel } from './signed-manifest';
import { TenancyTable } from './tenancy-table';

/** A certificate to read and to print: the verdict, what it rests on, and every column that it speaks of. */
export function CertificateDocument({
  document,
  hash,
  createdAt,
  authenticity,
  signed,
  plan,
  structureHash,
  paging,
}: SignedBasis & {
  document: Certificate;
  hash: string;
  createdAt: Date;
  authenticity: Authenticity;
  structureHash: string;
  paging: { kept: Paging; elsewhere: Paging; tables: Paging };
}) {
  const { tables, tenancy, failures, unvalidated } = document;
  const [covered, others] = [tables.filter(isClassified), tables.filter((table) => !isClassified(table))];
  return (
    <div className="flex flex-col gap-4">
      {document.passed ? <WhatItIs /> : <WhatItIsNot />}
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
      <Panel title="What it rests on" flush>
        <CertificateFacts
          structureHash={structureHash}
          document={document}
          hash={hash}
          createdAt={createdAt}
          authenticity={authenticity}
        />
      </Panel>
      <SignedPanel signed={signed} />
      <KeptPanel plan={plan} paging={paging.kept} />
      {document.elsewhere && <ElsewherePanel elsewhere={document.elsewhere} paging={paging.elsewhere} />}
      {tenancy && <TenancyTable tenancy={tenancy} tables={tables} />}
      {partOf(covered, paging.tables).map((proof) => (
        <ProofTable key={proof.table} proof={proof} />
      ))}
      <PartPages label="Pages of tables" total={covered.length} paging={paging.tables} />
      {others.length > 0 && (
        <Panel title="Tables without anything to protect" aside={others.length}>
          <p className="text-sm text-muted [overflow-wrap:anywhere]">
            {others
              .map(({ table, targetRows }) => `${table} (${targetRows.toLocaleString('en')})`)
              .join(', ')}
          </p>
        </Panel>
      )}
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

function WhatItIs() {
  return (
    <p className="max-w-prose text-pretty">
      This copy is <strong>pseudonymised</strong>: what identifies people was masked while it was read, and a
      second pass that shares nothing with the masks compared the result with the source. Its rows still are
      about somebody, so treat them as personal data.
    </p>
  );
}

function WhatItIsNot() {
  return (
    <p className="max-w-prose text-pretty">
      This proof <strong>failed</strong>, so its copy was not handed over and nothing of it is left. It says
      where somebody’s data stood, so that the plan can be changed there.
    </p>
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
