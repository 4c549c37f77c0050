/**
 * The kinds of requests, one a row: for a sandbox, for a copy inside one, or for a change of one that lives. All of them go
 * through the same states, queue, reviews, reminders and signatures; a row says what differs in words and in where it
 * begins. What a kind does once it is approved stands beside it in `take-effect.ts`, and what its signature binds in the
 * manifest (decision 0114 says how a kind is added).
 *
 * Safe in the browser: imports nothing.
 */
type KindRow = {
  /** What lists say of it in place of the shape; null for a sandbox of its own. */
  label: string | null;
  /** What the sandbox is to it, as a term of its facts. */
  concerns: string;
  /** What the people are that it names. */
  people: string;
  /** Who has it once it is filed, and again once the customer answered. */
  goesTo: 'awaiting_support' | 'awaiting_compliance';
  /** A copy of the source is made under it. Else nothing leaves the source: it is signed for the copy that is in use. */
  isBuilt: boolean;
  /** It asks for a sandbox of its own, which takes a name and a place in the quota. */
  makesSandbox: boolean;
  /** Its signature covers everybody who gets into the sandbox; else those whom it names. */
  coversEverybody: boolean;
  /** Why it cannot be amended, whatever its state; null when it can. */
  whyNotAmend: string | null;
  /** Why it cannot be withdrawn once it is approved; null while nothing is built. */
  whyNotUndo: string | null;
  /** What withdrawing it means. */
  withdrawn: string;
  /** What the last signature does: for those who asked, as the end of a headline, and for whoever signs. */
  signed: { headline: string; hint: string };
};

const takesOver = 'takes over the sandbox’s terms; answer here, or withdraw it and ask again.';
const goesOn = 'The request ends; the sandbox goes on as it is.';

export const requestKinds = {
  sandbox: {
    label: null,
    concerns: 'Sandbox',
    people: 'Who gets in',
    goesTo: 'awaiting_support',
    isBuilt: true,
    makesSandbox: true,
    coversEverybody: true,
    whyNotAmend: null,
    whyNotUndo: null,
    withdrawn: 'The request ends and its name becomes free. This is not undone.',
    signed: { headline: 'its build is queued', hint: 'It is built at once.' },
  },
  refresh: {
    label: 'Refresh',
    concerns: 'Refreshes',
    people: 'Who gets in',
    goesTo: 'awaiting_support',
    isBuilt: true,
    makesSandbox: false,
    coversEverybody: true,
    whyNotAmend: `A refresh ${takesOver}`,
    whyNotUndo: 'Its copy is made already; cancel or discard it on the sandbox’s page.',
    withdrawn: goesOn,
    signed: { headline: 'its build is queued', hint: 'It is built at once.' },
  },
  people: {
    label: 'People',
    concerns: 'Lets people into',
    people: 'Who is to be added',
    goesTo: 'awaiting_compliance',
    isBuilt: false,
    makesSandbox: false,
    coversEverybody: false,
    whyNotAmend:
      'What compliance signs is not changed; withdraw it, and add the right person on the sandbox’s page.',
    whyNotUndo: 'Whom it names gets in already; remove them on the sandbox’s page.',
    withdrawn: `${goesOn} Nobody is added.`,
    signed: { headline: 'whom it names gets in', hint: 'Whom it names gets in at once.' },
  },
  extension: {
    label: 'Extension',
    concerns: 'Extends',
    people: 'Who gets in',
    goesTo: 'awaiting_compliance',
    isBuilt: false,
    makesSandbox: false,
    coversEverybody: true,
    whyNotAmend:
      'What compliance signs is not changed; withdraw it, and ask for another end on the sandbox’s page.',
    whyNotUndo: 'The sandbox has its later end already.',
    withdrawn: `${goesOn} It keeps its end.`,
    signed: {
      headline: 'its later end counts',
      hint: 'It has its later end at once. A refresh that is still open has to be signed again.',
    },
  },
  clone: {
    label: 'Clone',
    concerns: 'Clones',
    people: 'Who gets in',
    goesTo: 'awaiting_support',
    isBuilt: false,
    makesSandbox: true,
    coversEverybody: true,
    whyNotAmend: `A clone ${takesOver}`,
    whyNotUndo: 'Its sandbox is made already; cancel its build or destroy it on its page.',
    withdrawn:
      'The request ends and its name becomes free; the sandbox that it was to clone goes on as it is.',
    signed: { headline: 'its clone is queued', hint: 'It is cloned at once.' },
  },
} as const satisfies Record<string, KindRow>;

/** For a sandbox of its own, about one that lives, or for one that takes over the terms of one that lives. */
export type RequestKind = keyof typeof requestKinds;

/** Kinds under which a copy of the source is made. */
export const builtKinds = (Object.keys(requestKinds) as RequestKind[]).filter(
  (kind) => requestKinds[kind].isBuilt,
);

/** Whether it is about a sandbox that lives already. */
export const isAboutLiving = (kind: RequestKind) => kind !== 'sandbox';
