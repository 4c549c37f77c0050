'use server';

import { toAction } from '@/lib/command/web/to-action';
import { destroySandbox } from '@/lib/requests/destroy/destroy-sandbox';
import { renameSandbox } from '@/lib/requests/slug/rename-sandbox';
import { retryDestroy } from '@/lib/sandboxes/destroy/retry-destroy';
import { cancelOperation } from '@/lib/sandboxes/operations/cancel-operation';
import { resetSandbox } from '@/lib/sandboxes/reset/reset-sandbox';

export const cancelOperationAction = toAction(cancelOperation);

export const retryDestroyAction = toAction(retryDestroy);

export const resetSandboxAction = toAction(resetSandbox, { redirectTo: ({ slug }) => `/s/${slug}` });

export const destroySandboxAction = toAction(destroySandbox, { redirectTo: ({ slug }) => `/s/${slug}` });

export const renameSandboxAction = toAction(renameSandbox, { redirectTo: ({ slug }) => `/s/${slug}` });
