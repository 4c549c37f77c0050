import type { RequestDetail } from './request-facts';

/** What every panel of turns is given: whether they can be taken, and a fresh idempotency key for each. */
export type Turns = {
  turns: {
    /** Why none of these can be taken now, in words. */
    whyNot: string | null;
    /** Nobody will take any of these any more; the panel then leaves them away instead of explaining each. */
    isOver: boolean;
  };
  keys: Record<TurnName, string>;
  request: RequestDetail;
};

/** The forms of the page; each needs a key of its own. */
export const turnNames = [
  'approve',
  'change',
  'ask',
  'decline',
  'sign',
  'return',
  'refuse',
  'answer',
  'withdraw',
  'hold',
  'release',
  'reopen',
] as const;
export type TurnName = (typeof turnNames)[number];
