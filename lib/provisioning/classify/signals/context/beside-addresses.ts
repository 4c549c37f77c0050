import { isNumber, isText } from '../../../masks/sql/text-value';
import type { Candidate, Neighbour, Signal } from '../../candidate';

/** What a column is because it stands inside an address. */

const ofAddress = (one: Neighbour) =>
  one.class === 'direct.address' ||
  (one.class === 'quasi.identifier' && (one.part === 'postcode' || one.part === 'city'));

/** Words that only mean a part of an address where one stands: lines, numbers, doors, floors, quarters. */
const partWords =
  /(?:^| )(?:line|no|nr|num|number|numero|number ext|int|ext|unit|floor|door|stair|entrance|block|building|tower|piso|puerta|escalera|portal|bloque|colonia|barrio|etage|batiment|escalier|porte|lieu dit|tur|stiege|stock|zusatz|quartier|quarter|interno|scala|piano|frazione|bus|toevoeging|huisnr|toev|bijv|trappa|vaning|etasje|lokal|lokalu|domu|mieszkania|patro|cislo|emelet|ajto|kapi|daire|kat|mahalle|sector|manzana|lote|quadra|bloco|andar|compl|extra|additional|complemento|additive)(?: |$)/;

/** Signals from the parts of an address around a column. */
export function besideAddresses(candidate: Candidate): Signal[] {
  const { beside, name, type, profile, key, reference } = candidate;
  if (key || reference || !(isText(type) || isNumber(type))) return [];
  const around = beside.filter((one) => Math.abs(one.away) <= 2 && ofAddress(one));
  const next = around.some((one) => Math.abs(one.away) === 1);
  if (!next) return [];
  const coded = isText(type) && profile.filled >= 3 && profile.shares.postcode > 0.9;
  if (coded && profile.meanLength >= 4)
    return [
      {
        class: 'quasi.identifier',
        part: 'postcode',
        weight: 0.78,
        evidence: 'codes of the form of a postcode inside an address',
      },
    ];
  if (partWords.test(name) && profile.meanLength < 60)
    return [
      {
        class: 'direct.address',
        part: 'street',
        weight: isNumber(type) ? 0.66 : 0.72,
        evidence: 'named like a part of an address, and stands inside one',
      },
    ];
  return [];
}
