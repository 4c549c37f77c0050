import { toPeople } from '@/components/requests/form/people-rows';
import type { FormValues } from '@/lib/command/web/read-form';

/** The form's fields that the content of a request is made of, under the names that the commands know. */
const plainFields = [
  'integration',
  'purpose',
  'shape',
  'configuration',
  'slug',
  'durationDays',
  'startsOn',
  'features',
];

/**
 * Shapes the form for the commands that file and amend: lines of people without the blank ones, a load test only where
 * one is planned, a seed set only for seeded data. `others` are the fields that one command has beside the content.
 * What it cannot read it passes on for the schema to refuse.
 */
export function readRequestForm(values: FormValues, others: readonly string[]): Record<string, unknown> {
  const given = (name: string) => (values[name] === undefined ? [] : [[name, values[name]]]);
  return {
    ...Object.fromEntries([...plainFields, ...others].flatMap(given)),
    people: toPeople(values),
    ...(values.shape === 'seeded' ? { seedSetName: values.seedSetName } : {}),
    ...(values.plansLoadTest ? { loadTest: values.loadTest ?? {} } : {}),
  };
}
