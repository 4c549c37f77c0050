import { ApiKeyPanel } from '@/components/credentials/api-key-panel';
import type { SandboxDetail } from '@/components/sandboxes/sandbox-facts';
import type { PersonActor } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import { apiBaseUrl } from '@/lib/credentials/api-key';
import { listApiKeys } from '@/lib/credentials/list-api-keys';
import { env } from '@/lib/env';
import { isGone } from '@/lib/sandboxes/sandbox';
import { askForPage } from '../../ask-for-page';
import { createApiKeyAction, revokeApiKeyAction } from './actions/api-keys';

/** A page of the sandbox's keys, those after `after`, and the way to make one. */
export async function SandboxKeys({
  sandbox,
  actor,
  after,
}: {
  sandbox: SandboxDetail;
  actor: PersonActor;
  after: string | undefined;
}) {
  const keys = await askForPage(listApiKeys, { sandboxId: sandbox.id, after });
  const nextHref =
    keys.next && `/s/${sandbox.slug}?${new URLSearchParams({ keysAfter: keys.next })}#api-keys`;
  return (
    <ApiKeyPanel
      createApiKeyAction={createApiKeyAction}
      revokeApiKeyAction={revokeApiKeyAction}
      sandboxId={sandbox.id}
      baseUrl={isGone(sandbox.state) ? null : apiBaseUrl(env().PUBLIC_URL, sandbox.slug)}
      page={keys}
      nextHref={nextHref}
      whyNotCreate={whyNotCreateKey(sandbox, actor)}
      mayRevoke={can(actor, 'api_key:revoke')}
    />
  );
}

/** Why this person gets no key here now, in words; null when they may. */
function whyNotCreateKey(sandbox: SandboxDetail, actor: PersonActor): string | null {
  if (isGone(sandbox.state)) return 'The sandbox is destroyed; its keys ended with it.';
  if (!can(actor, 'api_key:create')) return 'Keys are made by the customer: whoever makes one sees it once.';
  return sandbox.state === 'ready' ? null : 'A key can be made once the sandbox is ready.';
}
