import type { ConfigurationPart } from '@/lib/products/product';
import type { earlyFeatures } from '@/lib/requests/request';

/** The parts of production's configuration, as the form and the facts of a request call them. */
export const configurationLabels: Record<ConfigurationPart, string> = {
  modules: 'Modules',
  branding: 'Branding',
  feature_flags: 'Feature flags',
};

/** Early features, by what they do for an integration. */
export const featureLabels: Record<(typeof earlyFeatures)[number], string> = {
  bulk_import: 'Bulk import',
  event_stream: 'Event stream',
  graph_queries: 'Graph queries',
};

/** A list of coded values in words; a code that is not known any more stands as it is. */
export function labelled(labels: Record<string, string>, values: readonly string[]): string {
  return values.map((value) => labels[value] ?? value).join(', ');
}
