'use server';

import { toAction } from '@/lib/command/web/to-action';
import { toIssuingAction } from '@/lib/command/web/to-issuing-action';
import { issueApiKey } from '@/lib/credentials/issue-api-key';
import { revokeApiKey } from '@/lib/credentials/revoke-api-key';

export const createApiKeyAction = toIssuingAction(issueApiKey);

export const revokeApiKeyAction = toAction(revokeApiKey);
