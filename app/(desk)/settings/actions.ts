'use server';

import { toAction } from '@/lib/command/web/to-action';
import { discardPolicy } from '@/lib/ends/policy/discard-policy';
import { proposePolicy } from '@/lib/ends/policy/propose-policy';
import { savePolicy } from '@/lib/ends/policy/save-policy';
import { changeSubscription } from '@/lib/organizations/subscriptions/change-subscription';
import { allowFiling } from '@/lib/requests/filing/allow-filing';
import { stopFiling } from '@/lib/requests/filing/stop-filing';

export const stopFilingAction = toAction(stopFiling);

export const allowFilingAction = toAction(allowFiling);

export const proposePolicyAction = toAction(proposePolicy, {
  redirectTo: () => '/settings/policies/proposed',
});

export const savePolicyAction = toAction(savePolicy, { redirectTo: () => '/settings/policies' });

export const discardPolicyAction = toAction(discardPolicy, { redirectTo: () => '/settings/policies' });

export const changeSubscriptionAction = toAction(changeSubscription, {
  redirectTo: ({ subscriptionId }) => `/settings/subscriptions/${subscriptionId}?saved=1`,
});
