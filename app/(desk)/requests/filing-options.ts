import type { FormOptions } from '@/components/requests/form/form-options';
import type { TypedValue } from '@/components/ui/form/typed-value';
import { env } from '@/lib/env';
import type { getFilingOptions } from '@/lib/requests/get-filing-options';
import { checkSlug } from '@/lib/requests/slug/check-slug';
import { askForPage } from '../ask-for-page';

type FilingOptions = Awaited<ReturnType<(typeof getFilingOptions)['run']>>;
type Organization = FilingOptions['organizations'][number];

/** What the form offers for one organization. */
export function optionsOf(organization: Organization, durations: FilingOptions['durations']): FormOptions {
  const { subscription, living, contractDemandsReview, tenants } = organization;
  const seedSets = tenants.flatMap(({ product }) => product.seedSets);
  const having = (name: string) =>
    tenants.filter(({ product }) => product.seedSets.some((set) => set.name === name)).map(({ id }) => id);
  return {
    durations,
    seedSets: seedSets
      .filter((set, index) => seedSets.findIndex(({ name }) => name === set.name) === index)
      .map((set) => ({ ...set, tenantIds: having(set.name) })),
    terms: {
      subscriptionName: subscription.name,
      quota: subscription.sandboxQuota,
      maximumDays: subscription.maximumDays,
      living,
      contractDemandsReview,
    },
    baseUrl: env().PUBLIC_URL,
  };
}

/** What the empty form holds: the subscription's usual stay, seeded data where the product has any, and a name that is free. */
export async function ordinaryValues(organization: Organization): Promise<TypedValue> {
  const proposal = organization.proposedSlug;
  const { isFree, suggestion } = await askForPage(checkSlug, { slug: proposal });
  const seedSetName = organization.tenants[0]?.product.seedSets[0]?.name;
  return {
    shape: seedSetName ? 'seeded' : 'blank',
    seedSetName: seedSetName ?? '',
    durationDays: String(organization.subscription.defaultDays),
    slug: isFree ? proposal : (suggestion ?? ''),
  };
}
