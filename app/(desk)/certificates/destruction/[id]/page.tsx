import type { Metadata } from 'next';
import { DestructionDocument } from '@/components/certificates/destruction/destruction-document';
import { PrintButton } from '@/components/certificates/print-button';
import { buttonClass } from '@/components/ui/actions/button-class';
import { PageHeader } from '@/components/ui/page/page-header';
import { getDestructionCertificate } from '@/lib/certificates/destruction/get-destruction-certificate';
import { askForPage } from '../../../ask-for-page';

type Params = Promise<{ id: string }>;

export const metadata: Metadata = { title: 'Certificate of destruction' };

/** The proof that a sandbox is gone, to read, print and keep. Paper is light whatever the screen is. */
export default async function DestructionPage({ params }: { params: Params }) {
  const certificate = await askForPage(getDestructionCertificate, await params);
  return (
    <div className="text-ink print:[color-scheme:light]">
      <PageHeader
        title="Certificate of destruction"
        meta={
          <>
            {certificate.sandbox.organization.name}, {certificate.sandbox.product.name}
          </>
        }
        actions={
          <span className="flex flex-wrap gap-2 print:hidden">
            <a href={`/certificates/destruction/${certificate.id}/file`} download className={buttonClass()}>
              Download JSON
            </a>
            <PrintButton />
          </span>
        }
      />
      <DestructionDocument {...certificate} />
    </div>
  );
}
