import type { ApiKeyPage } from '@/lib/credentials/list-api-keys';
import { CopyButton } from '../ui/actions/copy-button';
import { LinkButton } from '../ui/actions/link-button';
import { EmptyState } from '../ui/feedback/empty-state';
import type { FormAction } from '../ui/form/action-form';
import { Panel } from '../ui/page/panel';
import { ApiKeyTable } from './api-key-table';
import { NewKeyForm } from './new-key-form';

/**
 * The API keys of one sandbox: those there are, a new one, and the end of one. `whyNotCreate` says why nobody gets a key
 * here now (not ready, or not this person's organization); null when they may.
 */
export function ApiKeyPanel({
  sandboxId,
  baseUrl,
  page,
  nextHref,
  whyNotCreate,
  mayRevoke,
  createApiKeyAction,
  revokeApiKeyAction,
}: {
  sandboxId: string;
  /** `apiBaseUrl` of the sandbox; null once nothing answers there any more. */
  baseUrl: string | null;
  page: ApiKeyPage;
  /** Where `page.next` leads; the panel shows no way on without it. */
  nextHref?: string | null;
  whyNotCreate: string | null;
  mayRevoke: boolean;
  revokeApiKeyAction: FormAction;
  createApiKeyAction: FormAction<{ key: string; fingerprint: string }>;
}) {
  return (
    <Panel title="API keys" flush id="api-keys">
      {baseUrl && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2 text-sm">
          <span className="text-muted">Base URL</span>
          <code className="min-w-0 font-mono text-xs break-all select-all">{baseUrl}</code>
          <CopyButton text={baseUrl} what="the base URL" />
        </div>
      )}
      {whyNotCreate || !baseUrl ? (
        <p className="border-b border-line px-4 py-3 text-sm text-muted text-pretty">{whyNotCreate}</p>
      ) : (
        <div className="border-b border-line">
          <NewKeyForm createApiKeyAction={createApiKeyAction} sandboxId={sandboxId} baseUrl={baseUrl} />
        </div>
      )}
      {page.keys.length === 0 ? (
        <EmptyState title={baseUrl ? 'No keys yet' : 'No keys'}>
          {baseUrl
            ? 'A key lets a program read and write this sandbox’s records. It opens nothing else.'
            : 'Nobody made a key for this sandbox.'}
        </EmptyState>
      ) : (
        <ApiKeyTable revokeApiKeyAction={revokeApiKeyAction} keys={page.keys} mayRevoke={mayRevoke} />
      )}
      {page.next && nextHref && (
        <div className="flex justify-end border-t border-line px-3 py-2">
          <LinkButton size="small" href={nextHref} rel="next">
            Earlier keys
          </LinkButton>
        </div>
      )}
    </Panel>
  );
}
