import { finishProviderSignIn } from '@/lib/access/session';

/** Where the identity provider sends people back to: the redirect URI to register there. */
export const GET = (request: Request) => finishProviderSignIn(request);
