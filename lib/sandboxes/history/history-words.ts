import type { Json } from '../../canonical-json';
import { momentText } from '../../days';
import type { RequestKind } from '../../requests/kinds/request-kind';
import {
  type CopyDropReason,
  type CopyHandOver,
  type CopyOrigin,
  copyDropReasonLabels,
  isReset,
} from '../copies/copy';

/**
 * What happened to a sandbox, in words: a row for each event of the audit that its history shows. The words go on after the
 * name of whoever did it. Whoever adds a command about a sandbox adds its event here, or below with a reason not to show it;
 * a test reads the events out of the commands.
 *
 * What a row says to a customer is what its command told its people anyway. A row that is for the house alone says so.
 *
 * Safe in the browser: imports vocabulary alone.
 */
export type EventFacts = {
  /** What the command said of itself. A later release may leave out or add to it, so each part may be missing. */
  details: Record<string, Json | undefined>;
  request: { number: number; kind: RequestKind } | null;
  copy: { origin: CopyOrigin; handOver: CopyHandOver } | null;
  /** Who was added or removed. */
  person: string | null;
  /** The label of an API key. */
  key: string | null;
};

/** What a row of the history may lead to. */
export type LeadsTo = 'request' | 'end' | 'proof' | 'destruction';

export type HistoryWords = {
  words: string | ((facts: EventFacts) => string);
  leadsTo?: LeadsTo;
  /** Customers do not see it. */
  isHouse?: true;
};

export const historyWords = {
  'request.submitted': { words: 'asked for it', leadsTo: 'request' },
  'request.refresh_submitted': { words: 'asked for a refresh', leadsTo: 'request' },
  'request.people_submitted': { words: 'asked for more people', leadsTo: 'request' },
  'request.extension_submitted': {
    words: ({ details }) => `asked for a later end${days(details.days) && `, by ${days(details.days)}`}`,
    leadsTo: 'request',
  },
  'request.approved': { words: ({ request }) => `approved ${asked(request)}`, leadsTo: 'request' },
  'request.signed': { words: ({ request }) => `signed for ${asked(request)}`, leadsTo: 'request' },
  'request.declined': { words: ({ request }) => `declined ${asked(request)}`, leadsTo: 'request' },
  'request.refused': { words: ({ request }) => `refused to sign for ${asked(request)}`, leadsTo: 'request' },
  'request.withdrawn': {
    words: ({ request }) => `withdrew the request for ${asked(request)}`,
    leadsTo: 'request',
  },
  'request.lapsed': {
    words: ({ request }) => `let the request for ${asked(request)} lapse`,
    leadsTo: 'request',
  },
  'request.build_repeated': { words: 'began another build under its signatures', leadsTo: 'request' },

  'copy.build_begun': { words: 'began its build, on the day that was asked for' },
  'copy.built': { words: built, leadsTo: 'proof' },
  'copy.build_failed': { words: ({ copy }) => `could not finish ${building(copy)}`, leadsTo: 'proof' },
  'copy.build_cancelled': { words: ({ copy }) => `stopped ${building(copy)}` },
  'copy.rebuild_requested': { words: 'began its build again' },
  'operation.cancel_requested': { words: 'asked to stop what was being done' },
  'copy.reminded': { words: 'reminded its people that a refreshed copy waits' },
  'copy.activated': { words: ({ details }) => `put the refreshed copy into use${kept(details)}` },
  'copy.discarded': { words: 'discarded the refreshed copy' },
  'copy.expired': { words: ({ details }) => `let a copy go${expired(details.reason)}` },
  'copy.dropped': { words: 'removed a copy that was not needed any more' },
  'copy.roll_back_requested': { words: 'asked to return to the copy before' },
  'copy.rolled_back': { words: 'returned to the copy before' },
  'copy.work_failed': { words: ({ details }) => `could not ${undone(details.kind)}` },
  'copy.work_resumed': { words: 'tried again to close or remove a copy', isHouse: true },
  'sandbox.reset_requested': { words: ({ details }) => `asked for a reset${keeping(details.keepsTables)}` },
  'sandbox.reset': {
    words: ({ details }) => `reset it to its baseline${smoked(details.smoke)}${kept(details)}`,
  },

  // It stands in the history of both.
  'sandbox.clone_requested': {
    words: ({ details: { cloneSlug, slug } }) => `asked for ${text(cloneSlug)}, a clone of ${text(slug)}`,
    leadsTo: 'request',
  },

  'sandbox.suspended': { words: 'suspended it' },
  'sandbox.resume_requested': { words: 'asked to resume it' },
  'sandbox.resumed': { words: 'resumed it' },
  'sandbox.quarantined': { words: 'quarantined it' },
  'sandbox.quarantine_lifted': { words: 'lifted the quarantine; it stayed suspended' },
  'sandbox.close_resumed': { words: 'tried again to close its databases', isHouse: true },

  'sandbox.end_warned': { words: warned, leadsTo: 'end' },
  'sandbox.ended': {
    words: ({ details: { rule } }) =>
      rule === 'unused' ? 'suspended it, since it was not used' : 'suspended it, since its end had come',
    leadsTo: 'end',
  },
  'sandbox.kept_alive': { words: 'said that it is still needed' },
  'sandbox.extended': { words: ({ details }) => `extended it${until(details.until, ' to')}`, leadsTo: 'end' },
  'sandbox.protected': {
    words: ({ details }) => `protected it${until(details.until, ' until')}`,
    leadsTo: 'end',
  },
  'sandbox.unprotected': { words: 'took the protection off', leadsTo: 'end' },

  'sandbox.people_told': { words: 'wrote to its people' },

  'sandbox.renamed': {
    words: ({ details: { from, slug } }) => `renamed it from ${text(from)} to ${text(slug)}`,
  },
  'sandbox.person_added': { words: ({ person }) => `added ${person ?? 'somebody'}` },
  'sandbox.person_removed': { words: ({ person }) => `removed ${person ?? 'somebody'}` },
  'api_key.created': { words: ({ key }) => `made the API key “${key ?? ''}”` },
  'api_key.revoked': { words: ({ key }) => `revoked the API key “${key ?? ''}”` },

  'sandbox.retired': { words: ({ details }) => `retired it${until(details.dropsAt, '; it is dropped on')}` },
  'sandbox.restore_requested': { words: 'asked to restore it' },
  'sandbox.restored': { words: 'restored it' },
  'sandbox.destroy_requested': { words: 'began to destroy it for good' },
  'sandbox.destroy_failed': { words: 'could not remove all of it yet' },
  'sandbox.destroy_retried': { words: 'tried again to destroy it' },
  'sandbox.destroyed': { words: 'destroyed it; nothing of it is left', leadsTo: 'destruction' },
} satisfies Record<string, HistoryWords>;

export type HistoryEvent = keyof typeof historyWords;

/** Events about a sandbox that its history leaves out, and why. */
export const notShown: Readonly<Record<string, string>> = {
  'copy.sealed': 'It ends what put another copy into use, which is shown.',
  'sandbox.closed': 'It ends what shut the sandbox, which is shown.',
};

/** The events that somebody may see. */
export function shownEvents(isHouse: boolean): HistoryEvent[] {
  const rows: [string, HistoryWords][] = Object.entries(historyWords);
  return rows.filter(([, row]) => isHouse || !row.isHouse).map(([event]) => event as HistoryEvent);
}

export function wordsOf(event: string): HistoryWords | null {
  return Object.hasOwn(historyWords, event) ? historyWords[event as HistoryEvent] : null;
}

const text = (value: Json | undefined) => (typeof value === 'string' ? value : '');
const days = (value: Json | undefined) =>
  typeof value === 'number' ? `${value} ${value === 1 ? 'day' : 'days'}` : '';
const until = (value: Json | undefined, before: string) =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value))
    ? `${before} ${momentText(new Date(value))}`
    : '';
const kept = ({ keptUntil }: EventFacts['details']) =>
  until(keptUntil, '; what was in use before is kept until');

const askedNouns: Record<RequestKind, string> = {
  sandbox: 'it',
  refresh: 'a refresh',
  people: 'more people',
  extension: 'a later end',
  clone: 'a clone',
};
const asked = (request: EventFacts['request']) => (request ? askedNouns[request.kind] : 'it');

function built({ copy, details: { smoke } }: EventFacts): string {
  if (copy?.handOver === 'on_decision') return `built the refreshed copy, which waits${smoked(smoke)}`;
  return `built it and handed it over${smoked(smoke)}`;
}

const building = (copy: EventFacts['copy']) => {
  if (copy && isReset(copy)) return 'its reset';
  return copy?.handOver === 'on_decision' ? 'its refresh' : 'its build';
};

const smokeText: Record<string, string | undefined> = {
  passed: '; its smoke test passed',
  failed: '; its smoke test failed',
  skipped: '; its smoke test was left out',
};
const smoked = (outcome: Json | undefined) => smokeText[text(outcome)] ?? '';

function warned({ details: { daysBefore, rule } }: EventFacts): string {
  if (rule === 'unused')
    return `warned its people that it is not used and is suspended in ${days(daysBefore) || 'some days'}`;
  if (daysBefore === 0) return 'warned its people that it ends';
  return `warned its people that it ends in ${days(daysBefore) || 'some days'}`;
}

function expired(reason: Json | undefined): string {
  const known = text(reason);
  return Object.hasOwn(copyDropReasonLabels, known)
    ? `: ${copyDropReasonLabels[known as CopyDropReason]}`
    : '';
}

function keeping(tables: Json | undefined): string {
  if (!Array.isArray(tables) || tables.length === 0) return '';
  return `, keeping ${tables.map(text).join(', ')}`;
}

const undoneWords: Record<string, string | undefined> = {
  roll_back: 'return to the copy before',
  reopen: 'open it again',
  close: 'close all of its databases',
  seal_copy: 'close the copy that was in use before',
  drop_copy: 'remove a copy',
};
const undone = (kind: Json | undefined) => undoneWords[text(kind)] ?? 'finish what was being done';
