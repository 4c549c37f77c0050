import type { Metadata } from 'next';
import { CertificateDocument } from '@/components/certificates/certificate-document';
import { PrintButton } from '@/components/certificates/print-button';
import { Verdict } from '@/components/certificates/proof-table';
import { SandboxName } from '@/components/sandboxes/sandbox-name';
import { buttonClass } from '@/components/ui/actions/button-class';
import { LinkButton } from '@/components/ui/actions/link-button';
import { CalendarDay } from '@/components/ui/data/calendar-day';
import { Banner } from '@/components/ui/feedback/banner';
import { EmptyState } from '@/components/ui/feedback/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { getCertificate } from '@/lib/certificates/get-certificate';
import { askForPage, readSearch, type SearchParams } from '../../../ask-for-page';

type Params = Promise<{ slug: string }>;
type Props = { params: Params; searchParams: SearchParams };

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  return { title: `Certificate of ${(await params).slug}` };
}

/** The proof that nothing identifying reached a sandbox, to read, print and keep. Paper is light whatever the screen is. */
export default async function CertificatePage({ params, searchParams }: Props) {
  const { copy } = await readSearch(searchParams);
  const { sandbox, certificate } = await askForPage(getCertificate, { ...(await params), copy });
  return (
    <div className="text-ink print:[color-scheme:light]">
      <PageHeader
        title={
          <>
            Certificate of <SandboxName slug={sandbox.slug} state={sandbox.state} />
          </>
        }
        meta={
          <>
            {certificate && <Verdict passed={certificate.passed} />}
            {sandbox.organization.name}, {sandbox.product.name}
          </>
        }
        actions={
          certificate && (
            <span className="flex gap-2 print:hidden">
              <a
                href={`/s/${sandbox.slug}/certificate/file${copy ? `?copy=${copy}` : ''}`}
                download
                className={buttonClass()}
              >
                Download JSON
              </a>
              <PrintButton />
            </span>
          )
        }
      />
      {sandbox.destroyedAt && (
        <div className="mb-4">
          <Banner tone="neutral" title="The sandbox is destroyed">
            Its copy is gone since <CalendarDay on={sandbox.destroyedAt} />. What stands here was true while
            it lived.
          </Banner>
        </div>
      )}
      {certificate ? (
        <CertificateDocument {...certificate} />
      ) : (
        <Panel flush>
          <EmptyState
            title="No certificate"
            action={<LinkButton href={`/s/${sandbox.slug}`}>To the sandbox</LinkButton>}
          >
            {sandbox.shape === 'snapshot'
              ? 'It is made when the copy is complete, and nobody gets in before it has passed.'
              : 'Only a scrubbed snapshot has one; this sandbox holds no copy of the tenant’s rows.'}
          </EmptyState>
        </Panel>
      )}
    </div>
  );
}
