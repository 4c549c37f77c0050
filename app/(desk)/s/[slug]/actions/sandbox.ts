'use server';

import { toAction } from '@/lib/command/to-action';
import { cancelOperation } from '@/lib/operations/cancel-operation';
import { destroySandbox } from '@/lib/requests/destroy-sandbox';
import { retryDestroy } from '@/lib/sandboxes/retry-destroy';

export const cancelOperationAction = toAction(cancelOperation);

export const retryDestroyAction = toAction(retryDestroy);

export const destroySandboxAction = toAction(destroySandbox, { redirectTo: ({ slug }) => `/s/${slug}` });
