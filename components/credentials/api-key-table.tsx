import { apiKeyState, apiKeyStateLabels, groupFingerprint } from '@/lib/credentials/api-key';
import type { ListedApiKey } from '@/lib/credentials/list-api-keys';
import { StatusDot } from '../ui/data/badge';
import { type Column, DataTable } from '../ui/data/data-table';
import { RelativeTime } from '../ui/data/relative-time';
import type { FormAction } from '../ui/form/action-form';
import { RevokeKey } from './revoke-key';

const columns: readonly Column<ListedApiKey>[] = [
  {
    key: 'label',
    header: 'Used by',
    wrap: true,
    cell: (key) => (
      <>
        <span className="font-medium [overflow-wrap:anywhere]">{key.label}</span>
        <span className="block text-xs text-muted">
          made <RelativeTime at={key.createdAt} /> by {key.createdBy}
        </span>
      </>
    ),
  },
  {
    key: 'fingerprint',
    header: 'Fingerprint',
    width: 'sm:w-36',
    cell: (key) => <span className="font-mono text-xs">{groupFingerprint(key.fingerprint)}</span>,
  },
  {
    key: 'used',
    header: 'Last used',
    width: 'sm:w-28',
    cell: (key) =>
      key.lastUsedAt ? <RelativeTime at={key.lastUsedAt} /> : <span className="text-muted">Never</span>,
  },
  {
    key: 'state',
    header: 'State',
    width: 'sm:w-24',
    cell: (key) => {
      const state = apiKeyState(key);
      const isLive = state === 'live';
      return (
        <StatusDot tone={isLive ? 'success' : 'neutral'} hollow={!isLive}>
          {apiKeyStateLabels[state]}
        </StatusDot>
      );
    },
  },
];

const revoking = (revokeApiKeyAction: FormAction): Column<ListedApiKey> => ({
  key: 'revoke',
  header: 'Action',
  width: 'sm:w-24',
  align: 'end',
  cell: (key) =>
    key.revokedAt === null ? <RevokeKey revokeApiKeyAction={revokeApiKeyAction} apiKey={key} /> : null,
});

/** The keys of a sandbox, one a row. */
export function ApiKeyTable({
  keys,
  mayRevoke,
  revokeApiKeyAction,
}: {
  keys: readonly ListedApiKey[];
  mayRevoke: boolean;
  revokeApiKeyAction: FormAction;
}) {
  return (
    <DataTable
      caption="API keys"
      columns={mayRevoke ? [...columns, revoking(revokeApiKeyAction)] : columns}
      rows={keys}
      rowKey={(key) => key.id}
    />
  );
}
