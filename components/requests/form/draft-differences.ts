import type { TypedValue } from '../../ui/form/typed-value';

/** The fields of the form in the order in which it shows them. */
const labels: Record<string, string> = {
  tenantId: 'Tenant',
  requesterId: 'Asked for by',
  integration: 'Integration',
  purpose: 'Purpose',
  people: 'Who gets in',
  pastedPeople: 'Pasted addresses',
  pastedReason: 'Their reason',
  shape: 'Data',
  seedSetName: 'Seed set',
  configuration: 'Configuration',
  durationDays: 'Days',
  startsOn: 'From',
  plansLoadTest: 'Load test',
  loadTest: 'Load test in figures',
  features: 'Early features',
  slug: 'Name',
};

export type Difference = { field: string; here: string; there: string };

/** Where two texts of one draft differ, field by field, as their reader would say it. Pure. */
export function differences(here: TypedValue, there: TypedValue): Difference[] {
  return Object.entries(labels).flatMap(([name, field]) => {
    const [mine, others] = [textOf(here, name), textOf(there, name)];
    return mine === others ? [] : [{ field, here: mine, there: others }];
  });
}

function textOf(values: TypedValue, name: string): string {
  if (typeof values !== 'object' || Array.isArray(values)) return '';
  const value = values[name];
  return value === undefined ? '' : inWords(value);
}

/** A line for each entry of a list; a blank one says nothing. */
function inWords(value: TypedValue): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(inWords).filter(Boolean).join('\n');
  const parts = Object.entries(value).filter(([name]) => name !== 'kind');
  return parts
    .map(([, each]) => inWords(each))
    .filter(Boolean)
    .join(', ');
}
