import { ContractPanel } from '@/components/organizations/contract-panel';
import { OrganizationFacts } from '@/components/organizations/organization-facts';
import { ZonePanel } from '@/components/organizations/zone-panel';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { can } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { createUuid } from '@/lib/ids';
import { getOrganization } from '@/lib/organizations/get-organization';
import { askForPage } from '../../ask-for-page';
import { demandReviewAction, setZoneAction, waiveReviewAction } from '../actions';

export const metadata = { title: 'Customer' };

/** One customer's organization, and the one part of its contract that is changed here. */
export default async function OrganizationPage({ params }: { params: Promise<{ organizationId: string }> }) {
  const actor = await requireActor();
  const organization = await askForPage(getOrganization, await params);
  return (
    <>
      <PageHeader title={<bdi>{organization.name}</bdi>} />
      <div className="flex flex-col gap-4">
        <Panel title="Subscription and contract" flush>
          <OrganizationFacts organization={organization} />
        </Panel>
        <ContractPanel
          demandReviewAction={demandReviewAction}
          waiveReviewAction={waiveReviewAction}
          organization={organization}
          mayDemand={can(actor, 'organization:demand_review')}
          mayWaive={can(actor, 'organization:waive_review')}
          idempotencyKey={createUuid()}
        />
        {can(actor, 'organization:set_zone') && (
          <ZonePanel
            organizationId={organization.id}
            zone={organization.zone}
            idempotencyKey={createUuid()}
            setZoneAction={setZoneAction}
          />
        )}
      </div>
    </>
  );
}
