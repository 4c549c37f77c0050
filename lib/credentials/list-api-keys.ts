import { organizationScope } from '../access/organization-scope';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { notFound } from '../errors';
import { listApiKeysInput } from './api-key';

export type ListedApiKey = {
  id: string;
  label: string;
  /** Ungrouped; `groupFingerprint` makes it readable. */
  fingerprint: string;
  createdBy: string;
  createdAt: Date;
  /** To the minute; null for a key that was never used. */
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

export type ApiKeyPage = {
  keys: ListedApiKey[];
  /** Give it as `after` for the next page; null on the last one. */
  next: string | null;
};

/** The keys of one sandbox, latest first, revoked ones included. `not_found` for a sandbox out of the actor's reach. */
export const listApiKeys = defineQuery({
  name: 'api_key.list',
  input: listApiKeysInput,
  allow: 'sandbox:read',
  run: async ({ input, actor }): Promise<ApiKeyPage> => {
    const sandbox = await db().sandbox.findFirst({
      where: { id: input.sandboxId, ...organizationScope(actor) },
      select: { id: true },
    });
    if (!sandbox) throw notFound('sandbox');
    const rows = await db().apiKey.findMany({
      where: { sandboxId: sandbox.id },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      ...(input.after ? { cursor: { id: input.after, sandboxId: sandbox.id }, skip: 1 } : {}),
      take: input.limit + 1,
      select: {
        id: true,
        label: true,
        fingerprint: true,
        createdAt: true,
        lastUsedAt: true,
        revokedAt: true,
        createdBy: { select: { name: true } },
      },
    });
    const keys = rows
      .slice(0, input.limit)
      .map(({ createdBy, ...key }) => ({ ...key, createdBy: createdBy.name }));
    return { keys, next: rows.length > input.limit ? (keys.at(-1)?.id ?? null) : null };
  },
});
