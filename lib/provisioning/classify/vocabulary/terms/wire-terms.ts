import { type ColumnTerm, term, text } from './term';

/** What acts outside by itself: URLs that are called, servers that send, schedules that fire. */
export const wireTerms: readonly ColumnTerm[] = [
  term(
    'wire.url',
    0.9,
    text,
    `web ?hooks?, web ?hook ?(?:url|uri|endpoint), call ?back ?(?:url|uri)?, hook ?url, end ?points?, end ?point ?(?:url|uri), notify ?url, notification ?url, post ?back ?url?, target ?(?:url|uri), destination ?(?:url|uri), delivery ?url, redirect ?(?:url|uri)s?, ping url, api ?(?:url|endpoint|base), base ?url, server ?url, service ?url, slack ?(?:url|webhook), connection ?(?:string|url), dsn, jdbc ?url, database ?url, queue ?url, sftp ?(?:url|host), ftp ?(?:url|host), broker ?url, s3 bucket, bucket ?name, out ?bound ?(?:url|uri|hook)?, push ?(?:url|uri|endpoint), post ?(?:url|uri), http ?(?:url|endpoint), forward ?(?:url|to ?url), report ?(?:url|to ?url), sync ?(?:url|endpoint), feed ?(?:url|uri), rest ?(?:url|endpoint), soap ?(?:url|endpoint), wsdl, listener ?(?:url)?, subscriber ?(?:url|endpoint), url ?(?:retorno|callback|notificacion|aviso|webhook|zwrotny|zwrotu|powiadomien|retour|rappel|notification), url de (?:retour|rappel|notification), aufruf ?(?:url|adresse), ziel ?(?:url|adresse), ruckruf ?url, adres ?(?:zwrotny|url), doel ?url`,
    'url',
  ),
  term(
    'wire.mail_server',
    0.9,
    text,
    `smtp, smtp ?(?:host|server|user|username|login), mail ?(?:host|server), imap(?: ?(?:host|server))?, pop3?(?: ?(?:host|server))?, mx ?host, relay ?host`,
    'host',
  ),
  term(
    'wire.schedule',
    0.85,
    ['text', 'date'],
    `cron, crontab, cron ?(?:expression|expr|schedule|spec), schedule ?(?:expression|expr|cron|spec)?, rrule, recurrence(?: rule)?, next ?run(?: ?(?:at|on|time))?, run ?at, fire ?at, trigger ?at, send ?at, scheduled ?(?:at|for)`,
    'schedule',
  ),
];
