import { revokeSandboxKeys } from '../../credentials/revoke-sandbox-keys';
import type { Tx } from '../../db/transaction';
import { onClusterStates } from '../copies/copy';
import { endCopies } from '../copies/end-copies';
import { countOwnTemplates, endTemplateUses } from '../destroy/certify/own-templates';
import { activitySources } from './activity-sources';
import type { ActivitySource, EndingPart, SandboxPart } from './sandbox-part';

/** What ends with a sandbox. */
export const endingParts = {
  copies: {
    model: 'SandboxCopy',
    title: ['database', 'databases'],
    count: (tx, sandboxId) =>
      tx.sandboxCopy.count({ where: { sandboxId, state: { in: [...onClusterStates] } } }),
    ends: 'at_once',
    end: endCopies,
  },
  baselines: {
    model: 'Baseline',
    title: ['sealed baseline', 'sealed baselines'],
    count: (tx, sandboxId) => tx.baseline.count({ where: { sandboxId, droppedAt: null } }),
    ends: 'with_last',
    end: async (tx, sandboxId, now) => {
      const where = { sandboxId, droppedAt: null };
      return (await tx.baseline.updateMany({ where, data: { droppedAt: now } })).count;
    },
  },
  keys: {
    model: 'ApiKey',
    title: ['API key', 'API keys'],
    count: (tx, sandboxId) => tx.apiKey.count({ where: { sandboxId, revokedAt: null } }),
    ends: 'at_once',
    end: revokeSandboxKeys,
    activity: activitySources.keys,
  },
  people: {
    model: 'SandboxPerson',
    title: ['person or service account that gets in', 'people and service accounts that get in'],
    count: (tx, sandboxId) => tx.sandboxPerson.count({ where: { sandboxId, removedAt: null } }),
    ends: 'at_once',
    end: async (tx, sandboxId, now) => {
      const where = { sandboxId, removedAt: null };
      return (await tx.sandboxPerson.updateMany({ where, data: { removedAt: now } })).count;
    },
  },
  templates: {
    model: 'TemplateUse',
    title: ['golden template made for it alone', 'golden templates made for it alone'],
    count: countOwnTemplates,
    ends: 'with_last',
    end: endTemplateUses,
  },
  misfires: {
    model: 'KeyMisfire',
    title: ['note of calls with a wrong key', 'notes of calls with wrong keys'],
    count: (tx, sandboxId) => tx.keyMisfire.count({ where: { sandboxId } }),
    ends: 'with_last',
    end: async (tx, sandboxId) => (await tx.keyMisfire.deleteMany({ where: { sandboxId } })).count,
  },
  activity: {
    model: 'SandboxActivity',
    title: ['note of when it was last used', 'notes of when it was last used'],
    count: (tx, sandboxId) => tx.sandboxActivity.count({ where: { sandboxId } }),
    ends: 'with_last',
    end: async (tx, sandboxId) => (await tx.sandboxActivity.deleteMany({ where: { sandboxId } })).count,
  },
  activityYears: {
    model: 'ActivityYear',
    title: ['year of days of use', 'years of days of use'],
    count: (tx, sandboxId) => tx.activityYear.count({ where: { sandboxId } }),
    ends: 'with_last',
    end: async (tx, sandboxId) => (await tx.activityYear.deleteMany({ where: { sandboxId } })).count,
  },
} as const satisfies Record<string, SandboxPart & EndingPart>;

/** Everything that is kept for sandboxes. A model that belongs to a sandbox and stands in no row fails a test. */
export const sandboxParts = {
  ...endingParts,
  operations: {
    model: 'Operation',
    keptBecause: 'They are the record of what was done. Those that wait are cancelled with their copies.',
    activity: activitySources.operations,
  },
  requests: {
    model: 'Request',
    keptBecause: 'A request is a record. One that is open is withdrawn by the command that destroys.',
  },
  extensions: {
    model: 'SandboxExtension',
    keptBecause: 'They say how long it lived, and who decided so.',
    activity: activitySources.extensions,
  },
  endWarnings: {
    model: 'EndWarning',
    keptBecause: 'They prove that its people were warned before anything was taken away.',
  },
  keepAlives: {
    model: 'KeepAlive',
    keptBecause: 'They say who wanted it to live on, and why.',
    activity: activitySources.keepAlives,
  },
  certificates: {
    model: 'Certificate',
    keptBecause: 'They prove what left production, and are asked for afterwards.',
  },
  destruction: {
    model: 'DestructionCertificate',
    keptBecause: 'It proves that the sandbox is gone.',
  },
} as const satisfies Record<string, SandboxPart>;

export type EndingName = keyof typeof endingParts;
export const endingNames = Object.keys(endingParts) as EndingName[];

/** Ends the parts whose time has come, in the caller's transaction. Returns how many of each were ended. */
export async function endParts(
  tx: Tx,
  { sandboxId, when, now }: { sandboxId: string; when: EndingPart['ends']; now: Date },
): Promise<Partial<Record<EndingName, number>>> {
  const ended: Partial<Record<EndingName, number>> = {};
  for (const name of endingNames) {
    const { ends, end } = endingParts[name];
    if (ends === when) ended[name] = await end(tx, sandboxId, now);
  }
  return ended;
}

/** How many of each part that ends with its sandbox are in force: what goes with it, or is left once it is destroyed. */
export async function countParts(tx: Tx, sandboxId: string): Promise<Record<EndingName, number>> {
  const counted = await Promise.all(
    endingNames.map(async (name) => [name, await endingParts[name].count(tx, sandboxId)] as const),
  );
  return Object.fromEntries(counted) as Record<EndingName, number>;
}

/** The rows that outlive a sandbox, and why. */
export function keptParts(): { model: string; because: string }[] {
  return Object.values(sandboxParts).flatMap((part) =>
    'keptBecause' in part ? [{ model: part.model, because: part.keptBecause }] : [],
  );
}

/** Where rows of parts show that somebody uses a sandbox. */
export function activityParts(): ActivitySource[] {
  return Object.values(sandboxParts).flatMap((part) => ('activity' in part ? [part.activity] : []));
}
