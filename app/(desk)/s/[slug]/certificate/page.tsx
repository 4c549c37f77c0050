import type { Metadata } from 'next';
import { CertificateDocument } from '@/components/certificates/certificate-document';
import type { Paging } from '@/components/certificates/paging';
import { PrintButton } from '@/components/certificates/print-button';
import { Verdict } from '@/components/certificates/proof-table';
import { SandboxName } from '@/components/sandboxes/sandbox-name';
import { buttonClass } from '@/components/ui/actions/button-class';
import { LinkButton } from '@/components/ui/actions/link-button';
import { CalendarDay } from '@/components/ui/data/calendar-day';
import { pageHref } from '@/components/ui/data/page-links';
import { Banner } from '@/components/ui/feedback/banner';
import { EmptyState } from '@/components/ui/feedback/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { getCertificate } from '@/lib/certificates/get-certificate';
import { pageNumber } from '@/lib/command/page';
import { askForPage, readSearch, type SearchParams } from '../../../ask-for-page';

type Params = Promise<{ slug: string }>;
type Props = { params: Params; searchParams: SearchParams };

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  return { title: `Certificate of ${(await params).slug}` };
}

/** The proof that nothing identifying reached a sandbox, to read, print and keep. Paper is light whatever the screen is. */
export default async function CertificatePage({ params, searchParams }: Props) {
  const search = await readSearch(searchParams);
  const { copy, all } = search;
  const { sandbox, certificate } = await askForPage(getCertificate, { ...(await params), copy });
  const path = `/s/${sandbox.slug}/certificate`;
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
            <span className="flex flex-wrap gap-2 print:hidden">
              {isLong(certificate) && <WholeLink path={path} copy={copy} all={all} />}
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
        <CertificateDocument
          {...certificate}
          paging={{
            kept: pagingOf(path, search, 'kept', keptAtOnce),
            elsewhere: pagingOf(path, search, 'elsewhere', keptAtOnce),
            tables: pagingOf(path, search, 'tables', tablesAtOnce),
          }}
        />
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

/** What a screen shows and a reader takes in; the whole of it is one click away, to print. */
const keptAtOnce = 100;
const tablesAtOnce = 40;

type Shown = NonNullable<Awaited<ReturnType<(typeof getCertificate)['run']>>['certificate']>;

function isLong({ document, plan }: Shown): boolean {
  const longest = Math.max(plan?.kept.length ?? 0, document.elsewhere?.length ?? 0);
  return document.tables.length > tablesAtOnce || longest > keptAtOnce;
}

function pagingOf(
  path: string,
  search: Record<string, string | undefined>,
  name: 'kept' | 'elsewhere' | 'tables',
  size: number,
): Paging {
  const { copy, kept, elsewhere, tables } = search;
  return {
    page: pageNumber.parse(search[name]),
    size,
    isWhole: search.all === '1',
    href: (page) => pageHref(path, { copy, kept, elsewhere, tables, [name]: String(page) }, 1),
  };
}

function WholeLink({ path, copy, all }: { path: string; copy: string | undefined; all: string | undefined }) {
  const isWhole = all === '1';
  return (
    <LinkButton href={pageHref(path, { copy, all: isWhole ? undefined : '1' }, 1)}>
      {isWhole ? 'Show by pages' : 'Show all, to print'}
    </LinkButton>
  );
}
