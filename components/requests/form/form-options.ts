import type { SubscriptionTerms } from '@/lib/requests/approval';
import type { getFilingOptions } from '@/lib/requests/get-filing-options';

type FilingOptions = Awaited<ReturnType<(typeof getFilingOptions)['run']>>;
type Organization = FilingOptions['organizations'][number];

/** What the form offers for one organization. */
export type FormOptions = {
  durations: FilingOptions['durations'];
  /** Each with the tenants whose product has it. */
  seedSets: (Organization['tenants'][number]['product']['seedSets'][number] & { tenantIds: string[] })[];
  /** The subscription, and what of its quota is used, for the hint who has to agree. */
  terms: SubscriptionTerms & { subscriptionName: string };
  /** The address under which sandboxes live, without a slash at its end. */
  baseUrl: string;
};
