import type { getFilingOptions } from '@/lib/requests/get-filing-options';

type FilingOptions = Awaited<ReturnType<(typeof getFilingOptions)['run']>>;
type Organization = FilingOptions['organizations'][number];

/** What the form offers for one organization. */
export type FormOptions = {
  durations: FilingOptions['durations'];
  seedSets: Organization['tenants'][number]['product']['seedSets'];
  /** The plan, and what of its quota is used, for the hint who has to agree. */
  terms: {
    planName: string;
    quota: number | null;
    living: number;
    maximumDays: number;
    contractDemandsReview: boolean;
  };
  /** The address under which sandboxes live, without a slash at its end. */
  baseUrl: string;
};
