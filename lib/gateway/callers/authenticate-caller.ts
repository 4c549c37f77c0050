import { scopesOf } from '../../access/scopes';
import { Problem } from '../../command/http/problem';
import { apiBaseUrl, groupFingerprint } from '../../credentials/api-key';
import { type ParsedKey, parseKey } from '../../credentials/parse-key';
import { env } from '../../env';
import { findProductionUrl } from '../../products/find-production-url';
import { productDefinition } from '../../products/product';
import { badAttempts } from './attempt-limiter';
import type { Caller } from './caller';
import { challenge, slugPattern } from './challenge';
import { countMisfire } from './count-misfire';
import { type FoundKey, findKey } from './find-key';
import { judgeKey } from './judge-key';
import { noteKeyOwner } from './key-owners';
import { peerAddress } from './peer-address';
import { readPresentedKey } from './read-presented-key';
import { suspended } from './suspended';
import { touchKey } from './touch-key';

/**
 * Who calls the sandbox under `slug`, or the Problem that says why nobody does.
 *
 * Only a live key of this very sandbox passes. Keys of other environments are the usual first mistake of an
 * integration: they are told so by `wrong_environment`, and counted for support. After ten bad attempts in a minute from
 * one address the answer is 429 whatever was tried; a valid key is looked up first and never meets that.
 */
export async function authenticateCaller(request: Request, slug: string): Promise<Caller> {
  const presented = readPresentedKey(request.headers);
  if (presented === null)
    throw new Problem('unauthenticated', 'Send a key of this sandbox: Authorization: Bearer <key>.', {
      headers: challenge(slug),
    });
  const key = parseKey(presented);
  if (!key) throw limited(request, slug, unauthenticated(slug, 'This is not a well-formed key.'));
  if (!slugPattern.test(slug)) throw limited(request, slug, noSuchSandbox());
  const found = await findKey(slug, key.hash);
  if (key.environment === 'live') {
    refuseBeyondLimit(request, slug);
    if (found.sandboxId) await countMisfire(found.sandboxId, key.fingerprint, 'production_key', found.now);
    throw await productionKey(slug, key);
  }
  const verdict = judgeKey(found);
  if (verdict === 'accepted') return accept(found, slug, key);
  if (verdict === 'sandbox_building')
    throw new Problem('sandbox_building', 'This sandbox is being built.', {
      headers: { 'retry-after': '5' },
    });
  if (verdict === 'sandbox_suspended') throw suspended(slug, found);
  if (verdict === 'sandbox_not_ready')
    throw new Problem('sandbox_not_ready', 'This sandbox is not ready; its page at the desk says why.');
  if (verdict === 'other_sandbox_key' && found.sandboxId) {
    refuseBeyondLimit(request, slug);
    await countMisfire(found.sandboxId, key.fingerprint, 'other_sandbox_key', found.now);
    throw otherSandboxKey(slug, key, found);
  }
  if (verdict === 'sandbox_renamed') throw renamed(found);
  if (verdict === 'no_sandbox') throw limited(request, slug, noSuchSandbox());
  const reason = verdict === 'revoked_key' ? 'This key was revoked.' : 'This is not a key of this sandbox.';
  throw limited(request, slug, unauthenticated(slug, reason));
}

async function accept(found: FoundKey, slug: string, { fingerprint, hash }: ParsedKey): Promise<Caller> {
  const { keyId, label, sandboxId, organizationId, shape, expiresAt, database, role } = found;
  if (!keyId || label === null || !sandboxId || !organizationId || !shape || !expiresAt || !database || !role)
    throw new Problem(
      'sandbox_not_ready',
      'This sandbox has no database yet; its page at the desk says why.',
    );
  noteKeyOwner(hash, { organizationId, sandboxId });
  await touchKey(keyId, found.lastUsedAt, found.now);
  const product = productDefinition.parse(found.definition);
  return {
    key: { id: keyId, label, fingerprint },
    scopes: scopesOf('api_key'),
    sandbox: { id: sandboxId, slug, shape, expiresAt },
    product,
    place: { organizationId, database, role, schema: product.schema },
  };
}

/** The problem itself, after the attempt was counted. Throws 429 in its place. */
function limited(request: Request, slug: string, problem: Problem): Problem {
  refuseBeyondLimit(request, slug);
  return problem;
}

/**
 * Counts a bad attempt. Throws 429 once this address has made too many of them at this sandbox, before anything is written
 * down about this one: whoever tries keys without end must not make us write without end.
 */
function refuseBeyondLimit(request: Request, slug: string): void {
  const name = `${peerAddress(request.headers)} ${slugPattern.test(slug) ? slug : ''}`;
  const seconds = badAttempts().note(name);
  if (seconds === 0) return;
  throw new Problem('too_many_requests', 'Too many bad keys from this address; valid keys still work.', {
    headers: { 'retry-after': String(seconds) },
  });
}

function unauthenticated(slug: string, detail: string): Problem {
  return new Problem('unauthenticated', detail, { headers: challenge(slug, 'invalid_token') });
}

function noSuchSandbox(): Problem {
  return new Problem('not_found', 'There is no such sandbox.');
}

function renamed({ homeSlug }: FoundKey): Problem {
  const baseUrl = apiBaseUrl(env().PUBLIC_URL, homeSlug ?? '');
  return new Problem(
    'sandbox_renamed',
    `This sandbox is called ${homeSlug} now; its base URL is ${baseUrl}.`,
    {
      members: { baseUrl },
    },
  );
}

async function productionKey(slug: string, key: ParsedKey): Promise<Problem> {
  const baseUrl = await findProductionUrl(key.keyPrefix);
  const place = baseUrl ?? `the base URL of ${key.keyPrefix}'s production`;
  const detail = `This is a production key (${groupFingerprint(key.fingerprint)}); it works at ${place} only. Here, use a key that begins with ${key.keyPrefix}_test_ and was made on this sandbox's page.`;
  return wrongEnvironment(slug, key, detail, {
    keyEnvironment: 'production',
    ...(baseUrl ? { baseUrl } : {}),
  });
}

function otherSandboxKey(slug: string, key: ParsedKey, found: FoundKey): Problem {
  const isOwn = found.homeOrganizationId === found.organizationId && found.homeSlug !== null;
  const baseUrl = isOwn && found.homeSlug ? apiBaseUrl(env().PUBLIC_URL, found.homeSlug) : undefined;
  const detail = `This key (${groupFingerprint(key.fingerprint)}) belongs to another sandbox${baseUrl ? `, whose base URL is ${baseUrl}` : ''}.`;
  return wrongEnvironment(slug, key, detail, { keyEnvironment: 'sandbox', ...(baseUrl ? { baseUrl } : {}) });
}

function wrongEnvironment(
  slug: string,
  key: ParsedKey,
  detail: string,
  members: Record<string, string>,
): Problem {
  return new Problem('wrong_environment', detail, {
    members: { fingerprint: groupFingerprint(key.fingerprint), environment: 'sandbox', ...members },
    headers: challenge(slug, 'invalid_token'),
  });
}
