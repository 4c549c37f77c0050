'use server';

import { toAction } from '@/lib/command/web/to-action';
import { amendRequest } from '@/lib/requests/amend-request';
import { readRequestForm } from '../../read-request-form';

export const amendRequestAction = toAction(amendRequest, {
  read: (values) => readRequestForm(values, ['requestId', 'version']),
  redirectTo: ({ requestId }) => `/requests/${requestId}`,
});
