import { FilingStopBanner } from '@/components/requests/filing/filing-stop-banner';
import { CustomerFields } from '@/components/requests/form/customer-fields';
import { DraftNotice } from '@/components/requests/form/draft-notice';
import { RequestForm } from '@/components/requests/form/request-form';
import { toTypedValue } from '@/components/ui/form/typed-value';
import { PageHeader } from '@/components/ui/page/page-header';
import { createUuid } from '@/lib/ids';
import { tenantLabel } from '@/lib/products/tenant';
import { findDraft } from '@/lib/requests/draft/find-draft';
import { getFilingStop } from '@/lib/requests/filing/get-filing-stop';
import { getFilingOptions } from '@/lib/requests/get-filing-options';
import { askForPage, readSearch, type SearchParams } from '../../ask-for-page';
import { optionsOf, ordinaryValues } from '../filing-options';
import { discardDraftAction, saveDraftAction, submitRequestAction } from './actions';
import { OrganizationPicker } from './organization-picker';

export const metadata = { title: 'New request' };

/**
 * The form that files a request. Support chooses first for which customer; then the form is the customer's own, with
 * their subscription, their tenants and their people.
 */
export default async function NewRequestPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await readSearch(searchParams);
  const filing = await askForPage(getFilingOptions, { text: search.text });
  const named = filing.organizations.find(({ id }) => id === search.organization)?.id;
  const draft = await askForPage(findDraft, named ? { organizationId: named } : {});
  const organization = filing.filesForOthers
    ? filing.organizations.find(({ id }) => id === (named ?? draft?.organizationId))
    : filing.organizations[0];
  if (!organization) return <OrganizationPicker organizations={filing.organizations} text={search.text} />;
  const { stop } = await askForPage(getFilingStop, {});
  const found = draft?.organizationId === organization.id ? toServerDraft(draft) : null;
  const startAfresh = filing.filesForOthers
    ? `/requests/new?${new URLSearchParams({ organization: organization.id })}`
    : '/requests/new';
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title="New request"
        meta={
          filing.filesForOthers
            ? `For ${organization.name}`
            : 'A sandbox tenant beside your production tenant'
        }
      />
      <FilingStopBanner stop={stop} />
      <RequestForm
        action={submitRequestAction}
        idempotencyKey={createUuid()}
        hidden={{ organizationId: organization.id }}
        initialValues={found?.values ?? (await ordinaryValues(organization))}
        options={optionsOf(organization, filing.durations)}
        before={
          <CustomerFields
            tenants={organization.tenants.map(({ id, product, ...tenant }) => ({
              id,
              label: `${product.name}, ${tenantLabel(tenant)}`,
            }))}
            requesters={
              filing.filesForOthers
                ? organization.people.map(({ id, name }) => ({ id, label: name }))
                : undefined
            }
          />
        }
        draft={{
          found,
          save: saveDraftAction,
          notice: found && (
            <DraftNotice
              savedAt={found.savedAt}
              organizationId={organization.id}
              discard={discardDraftAction}
              startAfresh={startAfresh}
            />
          ),
        }}
        submitLabel="File the request"
      />
    </div>
  );
}

type Draft = NonNullable<Awaited<ReturnType<(typeof findDraft)['run']>>>;

const toServerDraft = ({ values, version, updatedAt }: Draft) => ({
  values: toTypedValue(values),
  version,
  savedAt: updatedAt,
});
