import { PolicyForm } from '@/components/policies/policy-form';
import { PatienceText, PolicyValues, PolicyVersions } from '@/components/policies/policy-values';
import { LinkButton } from '@/components/ui/actions/link-button';
import { Banner } from '@/components/ui/feedback/banner';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { getPolicy } from '@/lib/ends/policy/get-policy';
import { createUuid } from '@/lib/ids';
import { askForPage } from '../../ask-for-page';
import { proposePolicyAction } from '../actions';

export const metadata = { title: 'Policies' };

/** After how many days without use sandboxes are taken away, on which days nothing is, and for how long requests wait. */
export default async function PoliciesPage() {
  const policy = await askForPage(getPolicy, {});
  const { inForce, proposed, subscriptions, versions, maySave } = policy;
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-4">
      <PageHeader
        title="Policies"
        meta="When sandboxes that nobody uses are taken away, and for how long requests wait."
      />
      {proposed && (
        <Banner title="You propose a policy that is not saved">
          <p className="mb-2">Nothing acts by it yet.</p>
          <LinkButton href="/settings/policies/proposed">Look at what it would change</LinkButton>
        </Banner>
      )}
      <Panel title={`In force: version ${inForce.version}`} flush>
        <PolicyValues policy={policy} />
        <p className="border-t border-line px-4 py-2 text-sm text-muted">
          Closed days: {inForce.document.closedDays.join(', ') || 'none'}
        </p>
        <PatienceText patience={inForce.document.patience} />
      </Panel>
      {maySave && (
        <Panel title="Change it">
          <PolicyForm
            document={proposed ?? inForce.document}
            subscriptions={subscriptions}
            idempotencyKey={createUuid()}
            proposePolicyAction={proposePolicyAction}
          />
        </Panel>
      )}
      <Panel title="Versions" flush>
        <PolicyVersions versions={versions} />
      </Panel>
    </div>
  );
}
