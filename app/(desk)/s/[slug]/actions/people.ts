'use server';

import { toAction } from '@/lib/command/web/to-action';
import { addPerson } from '@/lib/requests/people/add-person';
import { removePerson } from '@/lib/requests/people/remove-person';

export const addPersonAction = toAction(addPerson);

export const removePersonAction = toAction(removePerson);
