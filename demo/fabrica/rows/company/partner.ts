import {
  type Address,
  makeAddress,
  makeCompany,
  makeNote,
  makePerson,
  type Person,
  pickCulture,
} from '../../people/person';
import { createRandom, type Random } from '../../writing/random';
import type { TenantPlan } from '../plan';
import { currencyOf } from './reference-rows';

/** Suppliers and customers: a company in a country, its people, where it is and how it is paid. */
export type Partner = {
  id: number;
  name: string;
  person: Person;
  mail: string;
  address: Address;
  currency: string;
};

/** Partners of one kind; the id is the place in the list plus one. */
export function makePartners(plan: TenantPlan, kind: 'suppliers' | 'customers', count: number): Partner[] {
  const random = createRandom(`${plan.name}/${kind}`);
  return Array.from({ length: count }, (_, index) => {
    const culture = pickCulture(random, plan.mix);
    const person = makePerson(random, culture);
    const domain =
      plan.flavour === 'demo' ? 'example.test' : `${person.family.latin}-${random.pattern('##')}.example`;
    return {
      id: index + 1,
      name: makeCompany(random, culture),
      person,
      mail: `${person.mailbox}@${domain}`,
      address: makeAddress(random, culture),
      currency: currencyOf(culture.country),
    };
  });
}

/** A remark about a partner's contact, in their language. */
export function noteAbout(random: Random, person: Person, mail: string): string {
  return makeNote(
    random,
    person.culture,
    person,
    mail,
    random.pattern('BRG-####'),
    random.pattern('1#.0%.2025'),
  );
}
