import { isText } from '../../../masks/sql/text-value';
import type { Candidate, Signal } from '../../candidate';
import { percent } from '../../candidate';

/** Phone numbers written without any punctuation: of one country, and spread, unlike numbers that are counted up. */
export function plainPhones({ profile, type }: Candidate): Signal[] {
  if (!isText(type) || profile.filled < 10 || profile.shares.plainPhone < 0.95) return [];
  const spread =
    profile.prefixShare > 0.7 &&
    profile.distinctShare > 0.3 &&
    profile.meanLength > 10.5 &&
    profile.meanLength < 13.5;
  return spread && profile.shares.gs1 < 0.5
    ? [
        {
          class: 'direct.phone',
          weight: 0.64,
          evidence: `${percent(profile.shares.plainPhone)} are as long as phone numbers and begin with one country's code`,
        },
      ]
    : [];
}

/** Numbers of what people order, send and pay, which stand beside them as well. */
const ofThings =
  /(?:^| )(?:tracking|order|invoice|booking|ticket|shipment|parcel|consignment|serial|sku|barcode|ean|transaction|receipt|voucher|coupon|batch|lot|seat|room|table|pnr|locator|slot|sendungs?|auftrags?|rechnungs?|bestell|factuur|faktura|zamowienia|przesylki|paczki|pedido|factura|envio|commande|facture|colis|ordine|fattura)(?: |$)/;

/** A number that each person has for themselves: staff, licence, policy and record numbers, under whatever name. */
export function ownNumber({ profile, type, subject, key, reference, beside, name }: Candidate): Signal[] {
  if (!isText(type) || subject !== 'people' || reference || ofThings.test(name) || profile.filled < 20)
    return [];
  const one = profile.distinctShare > 0.97 && profile.digitShare > 0.95 && profile.meanWords < 1.2;
  // Two letters and digits that stand inside an address are a postcode, however many there are.
  const inAddress = beside.some(
    ({ class: held, part, away }) =>
      Math.abs(away) <= 2 && (held === 'direct.address' || part === 'city' || part === 'postcode'),
  );
  if (profile.shares.postcode > 0.9 && inAddress) return [];
  const plain =
    profile.shapes.length <= 3 &&
    profile.shares.mail < 0.1 &&
    profile.shares.url < 0.1 &&
    profile.shares.uuid < 0.1 &&
    profile.shares.isoDate < 0.1;
  if (!one || !plain || profile.meanLength < (key ? 7 : 4) || profile.meanLength > 20) return [];
  return [{ class: 'direct.national_id', weight: 0.63, evidence: 'a number of its own for every person' }];
}
