import { createHash, timingSafeEqual } from 'node:crypto';
import { type SystemActor, systemActor } from '../../access/actor';
import { assertCan, type Permission } from '../../access/permissions';
import { env } from '../../env';
import { KnownError, notFound } from '../../errors';
import type { Entrance, Params } from './door';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** The way in of the mail server: by BOUNCE_SECRET, as a bearer token. Nobody is served while none is set. */
export const byMailServer: Entrance<SystemActor, Permission, Params> = {
  identify: async ({ headers }) => {
    const secret = env().BOUNCE_SECRET;
    if (!secret) throw notFound('page');
    const given = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? '';
    // Digests are compared, so that neither the time nor the length tells anything of the secret.
    if (!timingSafeEqual(digest(given), digest(secret)))
      throw new KnownError('unauthenticated', 'Send BOUNCE_SECRET as a bearer token.');
    return systemActor('mail server');
  },
  admit: assertCan,
  isOfBrowsers: false,
};
