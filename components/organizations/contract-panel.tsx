import type { FormAction } from '../ui/form/action-form';
import { Panel } from '../ui/page/panel';
import { AmendContractForm } from './amend-contract-form';
import { impactOfDemanding, impactOfWaiving } from './contract-impact';
import type { Organization } from './organization-facts';

/** Changes what a contract demands; `idempotencyKey` serves both ways, since only one is open at a time. */
export function ContractPanel({
  organization,
  mayDemand,
  mayWaive,
  idempotencyKey,
  demandReviewAction,
  waiveReviewAction,
}: {
  organization: Organization;
  mayDemand: boolean;
  mayWaive: boolean;
  idempotencyKey: string;
  demandReviewAction: FormAction;
  waiveReviewAction: FormAction;
}) {
  const isDemanded = organization.contractDemandsReview;
  const hidden = { organizationId: organization.id, idempotencyKey };
  return (
    <Panel title="Change the contract" flush>
      <AmendContractForm
        {...hidden}
        action={demandReviewAction}
        summary="Demand compliance’s signature on every sandbox"
        button={{ label: 'Demand the signature', variant: 'primary' }}
        isDone={isDemanded}
        whyNot={mayDemand ? null : 'Compliance and administrators change this.'}
        impact={impactOfDemanding(organization)}
      />
      <AmendContractForm
        {...hidden}
        action={waiveReviewAction}
        summary="Waive compliance’s signature on blank and seeded sandboxes"
        button={{ label: 'Waive the signature', variant: 'danger' }}
        isDone={!isDemanded}
        whyNot={mayWaive ? null : 'Compliance alone waives its own signature.'}
        impact={impactOfWaiving(organization)}
      />
    </Panel>
  );
}
