'use server';

import { keepAlive } from '@/lib/activity/keep-alive/keep-alive';
import { toAction } from '@/lib/command/web/to-action';
import { extendSandbox } from '@/lib/ends/extend-sandbox';
import { protectSandbox } from '@/lib/ends/protect-sandbox';
import { unprotectSandbox } from '@/lib/ends/unprotect-sandbox';
import { liftQuarantine } from '@/lib/sandboxes/shut/lift-quarantine';
import { quarantineSandbox } from '@/lib/sandboxes/shut/quarantine-sandbox';
import { restoreSandbox } from '@/lib/sandboxes/shut/restore-sandbox';
import { resumeSandbox } from '@/lib/sandboxes/shut/resume-sandbox';
import { retireSandbox } from '@/lib/sandboxes/shut/retire-sandbox';
import { suspendSandbox } from '@/lib/sandboxes/shut/suspend-sandbox';

const toSandbox = { redirectTo: ({ slug }: { slug: string }) => `/s/${slug}` };

export const suspendSandboxAction = toAction(suspendSandbox, toSandbox);

export const resumeSandboxAction = toAction(resumeSandbox);

export const quarantineSandboxAction = toAction(quarantineSandbox, toSandbox);

export const liftQuarantineAction = toAction(liftQuarantine, toSandbox);

export const retireSandboxAction = toAction(retireSandbox, toSandbox);

export const restoreSandboxAction = toAction(restoreSandbox);

export const extendSandboxAction = toAction(extendSandbox);

export const protectSandboxAction = toAction(protectSandbox);

export const unprotectSandboxAction = toAction(unprotectSandbox);

export const keepAliveAction = toAction(keepAlive);
