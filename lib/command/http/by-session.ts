import type { PersonActor } from '../../access/actor';
import { findActor } from '../../access/find-actor';
import { assertCan, type Permission } from '../../access/permissions';
import { readSessionToken } from '../../access/session-cookie';
import { KnownError } from '../../errors';
import type { Entrance, Params } from './door';

/** The way in of people who are signed in at the desk: by the cookie of their session. */
export const bySession: Entrance<PersonActor, Permission, Params> = {
  identify: async ({ headers }) => {
    const actor = await findActor(readSessionToken(headers.get('cookie')));
    if (!actor) throw new KnownError('unauthenticated', 'Sign in first.');
    return actor;
  },
  admit: assertCan,
  isOfBrowsers: true,
};
