import type { ActivitySource } from './sandbox-part';

/** Which rows of the parts show that somebody uses a sandbox. Operations count that a person asked for and that keep it going. */
export const activitySources = {
  keys: {
    signal: 'calls',
    findLatest: async (tx, since) => {
      const found = await tx.apiKey.groupBy({
        by: ['sandboxId'],
        where: { lastUsedAt: { gt: since } },
        _max: { lastUsedAt: true },
      });
      return moments(found.map(({ sandboxId, _max }) => ({ sandboxId, at: _max.lastUsedAt })));
    },
  },
  operations: {
    signal: 'acts',
    findLatest: async (tx, since) => {
      const found = await tx.operation.groupBy({
        by: ['sandboxId'],
        where: {
          kind: { in: ['build', 'roll_back', 'reopen'] },
          requestedById: { not: null },
          createdAt: { gt: since },
        },
        _max: { createdAt: true },
      });
      return moments(found.map(({ sandboxId, _max }) => ({ sandboxId, at: _max.createdAt })));
    },
  },
  extensions: {
    signal: 'acts',
    findLatest: async (tx, since) => {
      const found = await tx.sandboxExtension.groupBy({
        by: ['sandboxId'],
        where: { createdAt: { gt: since } },
        _max: { createdAt: true },
      });
      return moments(found.map(({ sandboxId, _max }) => ({ sandboxId, at: _max.createdAt })));
    },
  },
  keepAlives: {
    signal: 'acts',
    findLatest: async (tx, since) => {
      const found = await tx.keepAlive.groupBy({
        by: ['sandboxId'],
        where: { at: { gt: since } },
        _max: { at: true },
      });
      return moments(found.map(({ sandboxId, _max }) => ({ sandboxId, at: _max.at })));
    },
  },
} as const satisfies Record<string, ActivitySource>;

const moments = (found: readonly { sandboxId: string; at: Date | null }[]) =>
  found.flatMap(({ sandboxId, at }) => (at ? [{ sandboxId, at }] : []));
