import type { ReactNode } from 'react';
import type { listViews } from '@/lib/fleet/views/list-views';
import { SubmitButton } from '../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../ui/form/action-form';
import { TextField } from '../ui/form/text-field';
import { Disclosure } from '../ui/page/disclosure';
import { Tabs } from '../ui/page/tabs';

type View = Awaited<ReturnType<(typeof listViews)['run']>>[number];

/** One's own views of the fleet as tabs; and the way to keep what is shown, or to remove the view that is. */
export function FleetViews({
  views,
  query,
  saveViewAction,
  removeViewAction,
  children,
}: {
  views: readonly View[];
  /** What is shown, as viewQuery writes it. */
  query: string;
  saveViewAction: FormAction;
  removeViewAction: FormAction;
  /** The filters that a view consists of. */
  children: ReactNode;
}) {
  const shown = views.find((view) => view.query === query);
  const tabs = [
    { label: 'All that live', query: '' },
    ...views.map(({ name: label, query }) => ({ label, query })),
  ];
  return (
    <>
      {views.length > 0 && (
        <div className="px-4 pt-1">
          <Tabs
            label="Views"
            tabs={tabs.map((tab) => ({
              label: tab.label,
              href: tab.query ? `/fleet?${tab.query}` : '/fleet',
              isCurrent: tab.query === query,
            }))}
          />
        </div>
      )}
      {children}
      {query && (
        <Disclosure summary={shown ? `View “${shown.name}”` : 'Keep this view'}>
          {shown ? (
            <ActionForm action={removeViewAction} hidden={{ viewId: shown.id }}>
              <SubmitButton variant="secondary" size="small">
                Remove this view
              </SubmitButton>
            </ActionForm>
          ) : (
            <ActionForm action={saveViewAction} hidden={{ query }} className="flex max-w-md flex-col gap-3">
              <TextField
                name="name"
                label="Name"
                hint="You alone see it. It keeps the filters, the order and the columns; a view of that name is replaced."
                maxLength={40}
              />
              <SubmitButton size="small">Keep it</SubmitButton>
            </ActionForm>
          )}
        </Disclosure>
      )}
    </>
  );
}
