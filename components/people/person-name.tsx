import { Badge } from '../ui/data/badge';

/** Somebody's name, in its own direction; of somebody whose account is disabled it says so. */
export function PersonName({
  name,
  email,
  disabledAt,
}: {
  name: string;
  email?: string;
  disabledAt: Date | string | null;
}) {
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2">
      <bdi title={email}>{name}</bdi>
      {disabledAt && <Badge tone="warning">Disabled</Badge>}
    </span>
  );
}
