import { notFound } from 'next/navigation';
import type { RequestDetail } from '@/components/requests/detail/request-facts';
import { RequestForm } from '@/components/requests/form/request-form';
import { LinkButton } from '@/components/ui/actions/link-button';
import { type TypedValue, toTypedValue } from '@/components/ui/form/typed-value';
import { PageHeader } from '@/components/ui/page/page-header';
import { createUuid } from '@/lib/ids';
import { getFilingOptions } from '@/lib/requests/get-filing-options';
import { getRequest } from '@/lib/requests/get-request';
import { askForPage } from '../../../ask-for-page';
import { optionsOf } from '../../filing-options';
import { amendRequestAction } from './actions';

type Params = Promise<{ id: string }>;

export const metadata = { title: 'Amend a request' };

/** The form again, filled with what was asked for. The command refuses what was moved in the meantime, saying by whom. */
export default async function AmendPage({ params }: { params: Params }) {
  const request = await askForPage(getRequest, await params);
  const filing = await askForPage(getFilingOptions, { text: request.organization.name });
  const organization = filing.organizations.find(({ id }) => id === request.organization.id);
  if (!organization) notFound();
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title={`Amend #${request.number}`}
        meta="It goes to support again, in its next version; an approval is void."
        actions={<LinkButton href={`/requests/${request.id}`}>Back</LinkButton>}
      />
      <RequestForm
        action={amendRequestAction}
        idempotencyKey={createUuid()}
        hidden={{ requestId: request.id, version: request.version }}
        initialValues={valuesOf(request)}
        options={optionsOf(organization, filing.durations)}
        requestId={request.id}
        submitLabel="Amend the request"
      />
    </div>
  );
}

function valuesOf(request: RequestDetail): TypedValue {
  return toTypedValue({
    integration: request.integration,
    purpose: request.purpose,
    people: request.people,
    shape: request.shape,
    seedSetName: request.seedSetName,
    configuration: request.configuration,
    slug: request.slug,
    durationDays: request.durationDays,
    startsOn: request.startsOn,
    features: request.features,
    loadTest: request.loadTest ?? {},
    plansLoadTest: request.loadTest ? 'yes' : '',
  });
}
