'use server';

import { toAction } from '@/lib/command/web/to-action';
import { discardDraft } from '@/lib/requests/draft/discard-draft';
import { saveDraft } from '@/lib/requests/draft/save-draft';
import { submitRequest } from '@/lib/requests/submit-request';
import { readRequestForm } from '../read-request-form';

export const submitRequestAction = toAction(submitRequest, {
  read: (values) => readRequestForm(values, ['tenantId', 'requesterId']),
  redirectTo: ({ id, sandboxId, slug }) => (sandboxId ? `/s/${slug}` : `/requests/${id}`),
});

export const saveDraftAction = toAction(saveDraft, {
  read: ({ basedOn, writer, ...values }) => ({
    organizationId: values.organizationId,
    basedOn,
    writer,
    values,
  }),
  refreshes: false,
});

export const discardDraftAction = toAction(discardDraft);
