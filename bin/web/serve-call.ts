import type { IncomingMessage, ServerResponse } from 'node:http';
import { headersOf } from '@/lib/command/http/node';
import { Problem } from '@/lib/command/http/problem';
import { parseKey } from '@/lib/credentials/parse-key';
import { env } from '@/lib/env';
import { type CallRate, callRate } from '@/lib/gateway/callers/call-rate';
import { type FairTurns, fairTurns } from '@/lib/gateway/callers/fair-turns';
import { findKeyOwner } from '@/lib/gateway/callers/key-owners';
import { readPresentedKey } from '@/lib/gateway/callers/read-presented-key';
import type { Handle } from './serve-page';

/** All whose keys have not opened anything here yet. They share one line: keys and addresses cost nothing to make up. */
const strangers = 'strangers';

/**
 * Makes what serves calls to the sandboxes' API: each is counted for its sandbox (429 beyond the rate), then waits for its
 * organization's turn. It stands before Next.js, whose work is most of what a call costs, and before the look-up of the
 * key, which is done for every call all the same. Throws a Problem.
 */
export function callServer(): (
  request: IncomingMessage,
  response: ServerResponse,
  handle: Handle,
) => Promise<void> {
  const { CALL_PLACES, CALLS_WAITING, CALLS_PER_MINUTE } = env();
  const turns: FairTurns = fairTurns(CALL_PLACES, CALLS_WAITING);
  const rate: CallRate = callRate(CALLS_PER_MINUTE);
  return async (request, response, handle) => {
    const owner = ownerOf(request);
    const seconds = owner ? rate.note(owner.sandboxId) : 0;
    if (seconds > 0)
      throw new Problem('too_many_requests', `A sandbox takes ${CALLS_PER_MINUTE} calls a minute.`, {
        headers: { 'retry-after': String(seconds) },
      });
    const giveBack = await turns.take(owner?.organizationId ?? strangers);
    try {
      if (!response.destroyed) await handle(request, response);
    } finally {
      giveBack();
    }
  };
}

function ownerOf(request: IncomingMessage) {
  const key = parseKey(readPresentedKey(headersOf(request)) ?? '');
  return key && findKeyOwner(key.hash);
}
