'use server';

import { toAction } from '@/lib/command/web/to-action';
import { disablePerson } from '@/lib/people/disable-person';
import { enablePerson } from '@/lib/people/enable-person';
import { linkAccounts } from '@/lib/people/link-accounts';

export const disablePersonAction = toAction(disablePerson);

export const enablePersonAction = toAction(enablePerson);

export const linkAccountsAction = toAction(linkAccounts);
