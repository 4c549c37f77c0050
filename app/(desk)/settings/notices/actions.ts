'use server';

import { toAction } from '@/lib/command/web/to-action';
import { retryMails } from '@/lib/notices/bounces/retry-mails';
import { chooseMails } from '@/lib/notices/choices/choose-mails';

export const chooseMailsAction = toAction(chooseMails);

export const retryMailsAction = toAction(retryMails);
