import { Problem } from '../../command/http/problem';
import { momentText } from '../../days';
import { dropsAt, retiresAt } from '../../ends/end';
import { env } from '../../env';
import type { FoundKey } from './find-key';

/**
 * What a live key of a sandbox is answered that is suspended, quarantined or retired: since when, until when its data is kept
 * where that is known, and what to do. The key stays good for the day on which the sandbox is opened again.
 */
export function suspended(slug: string, found: Shut): Problem {
  const { state, shutAt } = found;
  const until = keptUntil(found);
  const page = new URL(`/s/${slug}`, env().PUBLIC_URL).href;
  const since = shutAt ? ` since ${momentText(shutAt)}` : '';
  const what = { quarantined: 'quarantined', retired: 'retired' }[state ?? ''] ?? 'suspended';
  const kept = until ? ` until ${momentText(until)}` : '';
  return new Problem(
    'sandbox_suspended',
    `This sandbox is ${what}${since}. Its data is kept${kept}. ${whatToDo(found)} ${page}`,
    {
      members: {
        state: what,
        since: shutAt?.toISOString() ?? null,
        until: until?.toISOString() ?? null,
        page,
      },
    },
  );
}

type Shut = Pick<FoundKey, 'state' | 'shutAt' | 'endedAt' | 'retireAfterDays' | 'dropAfterDays'>;

function keptUntil(found: Shut): Date | null {
  const { state, shutAt, dropAfterDays } = found;
  if (state === 'retired') return shutAt && dropsAt(shutAt, dropAfterDays);
  const retired = state === 'suspended' ? retiresAt(found) : null;
  return retired && dropsAt(retired, dropAfterDays);
}

function whatToDo({ state, endedAt, retireAfterDays }: Shut): string {
  if (state === 'quarantined') return 'Ask support, who say when it can be used again:';
  if (state === 'retired') return 'One of its people can restore it on its page:';
  if (endedAt && retireAfterDays === null)
    return 'Its end has come; one of its people can extend it on its page:';
  return `${endedAt ? 'It was not used; one' : 'One'} of its people can resume it on its page:`;
}
