/**
 * What gives a person away wherever it stands: a mail address that could arrive, a payment card, a bank account. Check
 * digits are verified, so that a part number of sixteen digits is not taken for a card.
 */

/** Endings of files that are no top-level domain, as in `icon@2x.png`. */
const ofFiles = 'png|jpe?g|gif|webp|svg|ico|bmp|avif|tiff?|css|js|json|mp4|woff2?|ttf|tgz|gz|whl|jar';
/** Names that are reserved for examples (RFC 2606, RFC 6761), to which mail reaches nobody, and files. */
const noAddress = String.raw`@(?:[a-z0-9-]+\.)*(?:example\.(?:com|net|org|edu)|[a-z0-9-]+\.(?:test|example|invalid|${ofFiles})|localhost)`;
/** The name does not go on, as `firma.test.de` does. */
const nobody = String.raw`${noAddress}(?![[:alnum:]_-]|\.[[:alnum:]])`;
const mail = String.raw`[[:alnum:]._%+-]+@[[:alnum:]-]+(?:\.[[:alnum:]-]+)*\.[[:alpha:]]{2,}`;

/** Characters of the shortest text that holds a card or the beginning of an account. */
const leastNumber = 12;

/** PostgreSQL looks through no text of more than 256 million characters, since it writes each with four bytes for that. */
const mostBytes = 128 * 1024 * 1024;
const sliceLength = 48 * 1024 * 1024;
/** Slices overlap by this much: no address or number is longer. */
const overlap = 1_000;

/** A longer text is looked through in slices; each takes as long to cut out as the text takes to unpack. */
const inSlices = (text: string, condition: (text: string) => string) =>
  `CASE WHEN octet_length(${text}) > ${mostBytes} THEN EXISTS (
     SELECT FROM generate_series(0, length(${text}) / ${sliceLength}) AS at,
            LATERAL (SELECT substr(${text}, at * ${sliceLength} + 1, ${sliceLength + overlap}) AS slice OFFSET 0) AS cut
      WHERE ${condition('slice')}) ELSE ${condition(text)} END`;

/**
 * SQL conditions over a text expression, false or NULL for NULL. Cheap tests come first, since patterns take ten times
 * as long: no mail is without an `@`, and one before `example.test` and a quotation mark or the end is nobody's. A pattern of
 * fewer states takes two thirds of the time of the one it spares, and a date has not digits enough for it.
 */
export const sqlPatterns = {
  mail: (text: string) => `(strpos(${text}, '@') > 0 AND ${inSlices(text, holdsMailInSql)})`,
  /** May hold a card or an account; the values have to be looked at. */
  numbers: (text: string) => inSlices(text, mayHoldNumbers),
};

const holdsMailInSql = (text: string) =>
  `CASE WHEN strpos(${text}, '@') = 0 THEN false
        WHEN strpos(replace(${text} || '"', '@example.test"', ''), '@') = 0 THEN false
        ELSE regexp_replace(${text}, '${nobody}', ' ', 'gi') ~ '${mail}' END`;

const mayHoldNumbers = (text: string) =>
  `CASE WHEN octet_length(${text}) < ${leastNumber} THEN false
        WHEN ${text} !~ '[0-9](?:[ -]?[0-9]){8}|[A-Z]{2}[0-9]{2}' THEN false
        ELSE ${text} ~ '[0-9](?:[ -]?[0-9]){12}|[A-Z]{2}[0-9]{2} ?[A-Z0-9]{4} ?[A-Z0-9]{4}' END`;

const nobodyHere = new RegExp(String.raw`${noAddress}(?![\p{L}\p{N}_-]|\.[\p{L}\p{N}])`, 'giu');
const mailHere = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/u;
/** Whether the text holds a mail address that is somebody's. */
export function holdsMail(text: string): boolean {
  return mailHere.test(text.replace(nobodyHere, ' '));
}
