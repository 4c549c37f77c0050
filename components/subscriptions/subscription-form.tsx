import Form from 'next/form';
import type { getSubscription } from '@/lib/organizations/subscriptions/get-subscription';
import { Button } from '../ui/actions/button';
import { TextField } from '../ui/form/text-field';

type Detail = Awaited<ReturnType<(typeof getSubscription)['run']>>;

/** The values of a subscription. Sending them shows what they would mean; nothing is changed by that. */
export function SubscriptionForm({ detail: { subscription, proposed, proposal } }: { detail: Detail }) {
  const errors = proposal?.errors ?? {};
  const { id, sandboxQuota, defaultDays, maximumDays } = subscription;
  const fields = [
    {
      name: 'sandboxQuota',
      label: 'Sandboxes at once without approval',
      hint: 'Leave it empty for any number.',
      optional: true,
      value: proposed.sandboxQuota ?? String(sandboxQuota ?? ''),
    },
    {
      name: 'defaultDays',
      label: 'Usual stay, days',
      value: proposed.defaultDays ?? String(defaultDays),
    },
    {
      name: 'maximumDays',
      label: 'Longest stay without approval, days',
      value: proposed.maximumDays ?? String(maximumDays),
    },
  ];
  return (
    <Form action={`/settings/subscriptions/${id}`} scroll={false} className="flex flex-col gap-4">
      {fields.map(({ value, ...field }) => (
        <TextField
          key={field.name}
          {...field}
          errors={errors[field.name] ?? []}
          inputMode="numeric"
          maxLength={10}
          defaultValue={value}
        />
      ))}
      <div>
        <Button type="submit">Show what it would mean</Button>
      </div>
    </Form>
  );
}
