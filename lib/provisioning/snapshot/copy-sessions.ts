import type { Client } from 'pg';
import type { TenantKey } from '../../plan-format/scrub-plan';
import { PlanRefused } from '../plan-check/refusal';
import { blamingLoss, ProvisioningError, toProvisioningError } from '../provisioning-error';
import type { SnapshotLimits } from './limits';

/**
 * The sessions of one copy and the one way in which they all end: together, whether the copy is done, failed, was
 * cancelled or took too long.
 */
export type CopySessions = {
  /** 64 hex digits. */
  key: string;
  limits: SnapshotLimits;
  applicationName: string;
  /** The tenant's key, for sessions of the source. */
  tenant: TenantKey | undefined;
  /** Fires on cancellation and on every reason to give up; sessions are cut when it does. */
  signal: AbortSignal;
  /** Ends everything with this reason; later reasons are ignored. */
  giveUp: (reason: unknown) => void;
  /** For each session to call, with the reason, when it breaks off without having been asked to. */
  onLost: (why: ProvisioningError) => void;
  /** Has a session closed at the end, and hands it back. */
  keep: (client: Client) => Client;
  /** What the caller should be told for something thrown: the reason for giving up if there was one. */
  explain: (thrown: unknown) => unknown;
  close: () => Promise<void>;
};

/** Prepares the set; opens nothing yet. */
export function createCopySessions(options: {
  key: Uint8Array;
  limits: SnapshotLimits;
  applicationName: string;
  tenant: TenantKey | undefined;
  signal?: AbortSignal | undefined;
}): CopySessions {
  const stop = new AbortController();
  const cancel = () => stop.abort(new ProvisioningError('cancelled', 'The copy was cancelled.'));
  if (options.signal?.aborted) cancel();
  options.signal?.addEventListener('abort', cancel, { once: true });
  const clients = new Set<Client>();
  let isClosing = false;
  let lost: ProvisioningError | undefined;
  return {
    key: Buffer.from(options.key).toString('hex'),
    limits: options.limits,
    applicationName: options.applicationName,
    tenant: options.tenant,
    signal: stop.signal,
    giveUp: (reason) => stop.abort(reason),
    onLost: (why) => {
      if (!isClosing && !stop.signal.aborted) lost ??= why;
    },
    keep: (client) => {
      clients.add(client);
      return client;
    },
    explain: (thrown) => {
      const reason: unknown = stop.signal.aborted ? stop.signal.reason : thrown;
      if (reason instanceof PlanRefused || !lost) return reason;
      return blamingLoss(toProvisioningError(reason, 'target'), lost);
    },
    close: async () => {
      isClosing = true;
      options.signal?.removeEventListener('abort', cancel);
      await Promise.all([...clients].map((client) => client.end().catch(() => undefined)));
    },
  };
}
