'use server';

import { z } from 'zod';
import {
  finishMailSignIn,
  signInAsDemoPerson,
  startMailSignIn,
  startProviderSignIn,
} from '@/lib/access/session';
import { toSignInAction, toSignOutAction } from './to-sign-in-action';

const next = z.string().optional();
const email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email('Write your mail address, such as ada@example.com.').max(254));

export const signInByProviderAction = toSignInAction(z.object({ next }), startProviderSignIn);

export const askForLinkAction = toSignInAction(z.object({ email, next }), startMailSignIn);

export const signInByLinkAction = toSignInAction(
  z.object({ email: z.string(), token: z.string(), next }),
  finishMailSignIn,
);

export const signInAsDemoPersonAction = toSignInAction(
  z.object({ personId: z.string(), next }),
  signInAsDemoPerson,
);

export const signOutAction = toSignOutAction();
