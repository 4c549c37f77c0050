import { revokeSandboxKeys } from '../../credentials/revoke-sandbox-keys';
import type { Tx } from '../../db/transaction';
import { endCopies } from '../copies/end-copies';
import type { EndOfPart, SandboxPart } from './sandbox-part';

/** Everything that is kept for sandboxes. A model that belongs to a sandbox and stands in no row fails a test. */
export const sandboxParts = {
  copies: {
    model: 'SandboxCopy',
    title: ['database', 'databases'],
    count: (tx, sandboxId) =>
      tx.sandboxCopy.count({
        where: { sandboxId, state: { in: ['building', 'waiting', 'active', 'kept'] } },
      }),
    end: { when: 'at_once', run: endCopies },
  },
  baselines: {
    model: 'Baseline',
    title: ['sealed baseline', 'sealed baselines'],
    count: (tx, sandboxId) => tx.baseline.count({ where: { sandboxId, droppedAt: null } }),
    end: {
      when: 'with_last',
      run: async (tx, sandboxId, now) => {
        const where = { sandboxId, droppedAt: null };
        return (await tx.baseline.updateMany({ where, data: { droppedAt: now } })).count;
      },
    },
  },
  keys: {
    model: 'ApiKey',
    title: ['API key', 'API keys'],
    count: (tx, sandboxId) => tx.apiKey.count({ where: { sandboxId, revokedAt: null } }),
    end: { when: 'at_once', run: revokeSandboxKeys },
  },
  misfires: {
    model: 'KeyMisfire',
    title: ['note of calls with a wrong key', 'notes of calls with wrong keys'],
    count: (tx, sandboxId) => tx.keyMisfire.count({ where: { sandboxId } }),
    end: {
      when: 'with_last',
      run: async (tx, sandboxId) => (await tx.keyMisfire.deleteMany({ where: { sandboxId } })).count,
    },
  },
  operations: {
    model: 'Operation',
    title: ['operation under way', 'operations under way'],
    count: (tx, sandboxId) =>
      tx.operation.count({ where: { sandboxId, state: { in: ['queued', 'running'] } } }),
    end: {
      when: 'kept',
      because: 'They are the record of what was done. Those that wait are cancelled with their copies.',
    },
  },
  refreshes: {
    model: 'Request',
    title: ['open request for a refresh', 'open requests for a refresh'],
    count: (tx, refreshesId) =>
      tx.request.count({
        where: {
          refreshesId,
          state: { in: ['awaiting_support', 'awaiting_customer', 'awaiting_compliance'] },
        },
      }),
    end: {
      when: 'kept',
      because: 'A request is a record. One that is open is withdrawn by the command that destroys.',
    },
  },
  certificates: {
    model: 'Certificate',
    title: ['certificate', 'certificates'],
    count: (tx, sandboxId) => tx.certificate.count({ where: { sandboxId } }),
    end: { when: 'kept', because: 'They prove what left production, and are asked for afterwards.' },
  },
} as const satisfies Record<string, SandboxPart>;

export type PartName = keyof typeof sandboxParts;
export const partNames = Object.keys(sandboxParts) as PartName[];

/** Ends the parts whose time has come, in the caller's transaction. Returns how many of each were ended. */
export async function endParts(
  tx: Tx,
  { sandboxId, when, now }: { sandboxId: string; when: 'at_once' | 'with_last'; now: Date },
): Promise<Partial<Record<PartName, number>>> {
  const ended: Partial<Record<PartName, number>> = {};
  for (const name of partNames) {
    const end: EndOfPart = sandboxParts[name].end;
    if (end.when === when) ended[name] = await end.run(tx, sandboxId, now);
  }
  return ended;
}

/** How many of each part are in force. */
export async function countParts(tx: Tx, sandboxId: string): Promise<Record<PartName, number>> {
  const counted = await Promise.all(
    partNames.map(async (name) => [name, await sandboxParts[name].count(tx, sandboxId)] as const),
  );
  return Object.fromEntries(counted) as Record<PartName, number>;
}

/** The same of those that end with their sandbox: what is left of it, once it is destroyed. */
export async function countEnding(tx: Tx, sandboxId: string): Promise<Partial<Record<PartName, number>>> {
  const counted = await countParts(tx, sandboxId);
  return Object.fromEntries(
    Object.entries(counted).filter(([name]) => sandboxParts[name as PartName].end.when !== 'kept'),
  );
}
