/**
 * The outward form of a value, without the value: capitals become A, small letters a, digits 9, runs of letters are
 * cut at four and runs of digits at three, then the whole at 24 characters. `Ada Lovelace` and `Bob Marleys` share one.
 */
export function shapeOf(value: string): string {
  const form = value
    .slice(0, 200)
    .replace(/\p{Lu}/gu, 'A')
    .replace(/\p{L}|\p{M}/gu, (letter) => (letter === 'A' ? 'A' : 'a'))
    .replace(/\p{N}/gu, '9')
    .replace(/\s+/g, ' ')
    .replace(/a{4,}/g, 'aaaa')
    .replace(/A{4,}/g, 'AAAA')
    .replace(/9{3,}/g, '999')
    .replace(/[^Aa9 .,:;@/+()[\]{}<>_#&*!?=%'"|\\-]/gu, '·');
  return form.length > 24 ? `${form.slice(0, 23)}…` : form;
}
