import { notFound } from 'next/navigation';
import { BulkForm } from '@/components/fleet/bulk-form';
import { BulkTable } from '@/components/fleet/bulk-table';
import { LinkButton } from '@/components/ui/actions/link-button';
import { EmptyState } from '@/components/ui/feedback/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { Tabs } from '@/components/ui/page/tabs';
import { bulkActs, mostAtOnce } from '@/lib/fleet/bulk/bulk';
import { previewBulk } from '@/lib/fleet/bulk/preview-bulk';
import { createUuid } from '@/lib/ids';
import { askForPage, type SearchParams } from '../../ask-for-page';
import { actInBulkAction } from '../actions';

export const metadata = { title: 'Act on many sandboxes' };

const choices = [
  { label: 'Extend by 14 days', act: 'extend', days: '14' },
  { label: 'Extend by 30 days', act: 'extend', days: '30' },
  { label: 'Suspend', act: 'suspend', days: '14' },
  { label: 'Tell their people', act: 'tell', days: '14' },
] as const;

/** What an act on many sandboxes would do to each. It is done from here, and only as it was shown. */
export default async function BulkPage({ searchParams }: { searchParams: SearchParams }) {
  const { sandbox, ...search } = await searchParams;
  const values = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    const text = Array.isArray(value) ? value[0] : value;
    if (text) values.set(name, text);
  }
  const ticked = [sandbox ?? []].flat().join(',');
  if (ticked) values.set('sandboxes', ticked);
  if (!values.has('sandboxes') && values.get('all') !== '1') notFound();
  if (!values.has('act')) values.set('act', 'extend');
  const preview = await askForPage(previewBulk, Object.fromEntries(values));
  const acts = preview.rows.filter(({ whyNot }) => !whyNot);
  const leftOut = preview.rows.filter(({ whyNot }) => whyNot);
  const verb = `${bulkActs[preview.act]} ${acts.length.toLocaleString('en')}`;
  return (
    <>
      <PageHeader
        title="Act on many sandboxes"
        actions={<LinkButton href="/fleet">Back to the fleet</LinkButton>}
      />
      <div className="flex flex-col gap-4">
        <Tabs
          label="Acts"
          tabs={choices.map(({ label, act, days }) => ({
            label,
            href: `/fleet/bulk?${new URLSearchParams({ ...Object.fromEntries(values), act, days })}`,
            isCurrent: act === preview.act && (act !== 'extend' || days === String(preview.days)),
          }))}
        />
        {preview.isTooMany && (
          <EmptyState title={`More than ${mostAtOnce} sandboxes match`}>
            Narrow the filters; nobody looks through more.
          </EmptyState>
        )}
        {!preview.isTooMany && (
          <Panel title={`${bulkActs[preview.act]} ${acts.length.toLocaleString('en')}`} flush>
            {acts.length > 0 && <BulkTable caption="What would happen" rows={acts} />}
            <div className="border-t border-line p-4">
              <BulkForm
                key={`${preview.act} ${preview.days}`}
                act={preview.act}
                verb={verb}
                isEmpty={acts.length === 0}
                actInBulkAction={actInBulkAction}
                hidden={{
                  sandboxes: preview.rows.map(({ id }) => id).join(','),
                  act: preview.act,
                  days: preview.days,
                  shown: preview.shown,
                  attempt: createUuid(),
                }}
              />
            </div>
          </Panel>
        )}
        {leftOut.length > 0 && (
          <Panel title={`Left out: ${leftOut.length.toLocaleString('en')}`} flush>
            <BulkTable caption="What is left out, and why" rows={leftOut} />
          </Panel>
        )}
      </div>
    </>
  );
}
