'use server';

import { toAction } from '@/lib/command/web/to-action';
import { chooseMails } from '@/lib/notices/choices/choose-mails';

export const chooseMailsAction = toAction(chooseMails);
