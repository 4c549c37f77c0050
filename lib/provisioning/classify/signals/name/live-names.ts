import { isText } from '../../../masks/sql/text-value';
import type { Candidate, Signal } from '../../candidate';

/**
 * Whoever knows a session's key is signed in, if the table is about signing in: it says from where, with what or until
 * when. A training session has none of that.
 */
function isSessionKey({ table, key, reference, type, beside, name }: Candidate): boolean {
  if (!key || reference || !(isText(type) || type.base === 'uuid')) return false;
  if (
    !/(?:^| )(?:sessions?|sess|logins?|sesiones|sesion|sitzung(?:en)?|sessies?|sesje|sesja|sessoes|sessioni)$/.test(
      table,
    )
  )
    return false;
  const signs = beside.filter(
    (one) =>
      ['direct.ip_address', 'direct.device'].includes(one.class) ||
      one.class.startsWith('secret.') ||
      /(?:^| )(?:expires?|expiry|expiration|until|valid|last seen|last active|revoked|csrf|remember|logged (?:in|out))(?: |$)/.test(
        one.name,
      ),
  );
  return signs.length > 0 && /^(?:id|uuid|guid|key|.* id|.* uuid|.* key)$/.test(name);
}

/** Inside tables of wires and of secrets, plain names mean more than elsewhere; this rule is not for voting. */
export function liveNames(candidate: Candidate): Signal[] {
  const { name, subject, type, profile } = candidate;
  if (subject === 'wires') {
    if (
      type.base === 'bool' &&
      /(?:^| )(?:is )?(?:enabled|active|live|on|aktiv|actif|activo|attivo|ativo)$/.test(name)
    )
      return [
        {
          class: 'wire.switch',
          weight: 0.95,
          evidence: `a switch in the table "${candidate.table}" of live wires`,
        },
      ];
    if (isText(type) && /(?:^| )(?:url|uri|address|target|host|hostname|server)$/.test(name))
      return [
        {
          class: 'wire.url',
          part: /host|server/.test(name) ? 'host' : 'url',
          weight: 0.97,
          evidence: `a target in the table "${candidate.table}" of live wires`,
        },
      ];
  }
  if (isSessionKey(candidate))
    return [
      {
        class: 'secret.session',
        weight: 0.9,
        evidence: `the key of the table "${candidate.table}", whose rows sign somebody in`,
      },
    ];
  if (
    subject === 'secrets' &&
    name === 'id' &&
    isText(type) &&
    profile.meanLength >= 20 &&
    profile.shares.uuid < 0.5
  )
    return [
      {
        class: 'secret.session',
        weight: 0.9,
        evidence: `long keys in the table "${candidate.table}" of secrets`,
      },
    ];
  if (
    subject === 'secrets' &&
    (isText(type) || type.base === 'bytea') &&
    /(?:^| )(?:key|value|hash|data|payload|code|digest|hashed)$/.test(name)
  )
    return [{ class: 'secret.token', weight: 0.9, evidence: `in the table "${candidate.table}" of secrets` }];
  return [];
}
