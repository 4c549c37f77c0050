import { phrases } from './name-tokens';
import { contactTerms } from './terms/contact-terms';
import { identityTerms } from './terms/identity-terms';
import { personTerms } from './terms/person-terms';
import { quasiTerms } from './terms/quasi-terms';
import { roleTerms } from './terms/role-terms';
import { secretTerms } from './terms/secret-terms';
import type { ColumnTerm } from './terms/term';
import { textTerms } from './terms/text-terms';
import { wireTerms } from './terms/wire-terms';

/**
 * What people call columns, by what the column then holds: English, German, French, Spanish, Italian, Portuguese,
 * Dutch, the Nordic languages, Polish, Czech, Hungarian, Turkish, and the Russian words that are written as such.
 * A name alone proves little; the weight says how much.
 */
export const columnTerms: readonly ColumnTerm[] = [
  ...personTerms,
  ...roleTerms,
  ...contactTerms,
  ...identityTerms,
  ...textTerms,
  ...secretTerms,
  ...wireTerms,
  ...quasiTerms,
];

/** Words at the end of a name that make it speak about a thing of the class, not hold it: `email_type`, `phone_verified`. */
export const aboutness =
  phrases(`id, type, kind, status, count, counter, format, template, verified, confirmed, validated, enabled, disabled, flag, provider,
  category, level, version, sent, opt in, opt out, opted in, subscribed, required, allowed, visible, length, size, color, colour, label, order, position,
  index, mask, pattern, regex, expires, expires at, expiry, expiration, at, on, attempts, retries, limit, quota, policy, preference, preferences, scope, scopes, rating, score, rank, required, hours, days, minutes, amount, price, fee, total, share, percent, pct, rate, number of, lang, language, locale, tz, timezone, typ, art, tipo`);

/** Names of texts that describe whatever the table is about. */
export const descriptive =
  /(?:^| )(?:description|descr|desc|beschreibung|descripcion|descrizione|beskrivning|beskrivelse|kuvaus|aciklama|descriere|descricao|omschrijving|opis|popis|leiras|title|titel|titre|titulo|titolo|summary|abstract|caption|headline|slogan|subtitle|synopsis|plot|overview|label|bezeichnung|libelle)$/;
