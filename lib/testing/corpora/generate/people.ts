import type { Faker } from '@faker-js/faker';

/** Makers of values that most fixtures need, over one seeded source of names. */

const day = (date: Date) => date.toISOString().slice(0, 10);

/** Makers for one locale. Each call draws anew; the order of calls decides the values. */
export function peopleOf(f: Faker) {
  return {
    given: () => f.person.firstName(),
    family: () => f.person.lastName(),
    full: () => `${f.person.firstName()} ${f.person.lastName()}`,
    reversed: () => `${f.person.lastName()}, ${f.person.firstName()}`,
    mail: () => f.internet.email().toLowerCase(),
    login: () => f.internet.username().toLowerCase(),
    street: () => f.location.streetAddress(),
    city: () => f.location.city(),
    firm: () => f.company.name(),
    born: () => day(f.date.birthdate({ min: 3, max: 88, mode: 'age' })),
    adult: () => day(f.date.birthdate({ min: 19, max: 66, mode: 'age' })),
    past: () => day(f.date.past({ years: 4 })),
    moment: () => f.date.past({ years: 3 }).toISOString(),
    uuid: () => f.string.uuid(),
    ip: () => f.internet.ipv4(),
    agent: () => f.internet.userAgent(),
    /** `#` becomes a digit. */
    digits: (form: string) => () => form.replace(/#/g, () => String(f.number.int(9))),
    /** `?` becomes a capital letter, `#` a digit. */
    code: (form: string) => () =>
      form
        .replace(/#/g, () => String(f.number.int(9)))
        .replace(/\?/g, () => f.string.alpha({ casing: 'upper' })),
    one:
      <T>(...choices: T[]) =>
      () =>
        f.helpers.arrayElement(choices),
    amount: (most: number) => () => f.number.float({ min: 1, max: most, fractionDigits: 2 }),
    count: (most: number) => () => f.number.int({ min: 1, max: most }),
    secret: (length: number) => () => f.string.alphanumeric(length),
    hex: (length: number) => () => f.string.hexadecimal({ length, prefix: '', casing: 'lower' }),
    bcrypt: () => `$2b$10$${f.string.alphanumeric(53)}`,
    seldom: (every: number, make: (row: number) => unknown) => (row: number) =>
      row % every === 0 ? make(row) : null,
    mostly: (every: number, make: (row: number) => unknown) => (row: number) =>
      row % every === 0 ? null : make(row),
  };
}

export const row = (at: number) => at;
/** A reference to one of so many parents. */
export const to = (parents: number) => (at: number) => ((at * 7) % parents) + 1;
export const always =
  <T>(value: T) =>
  () =>
    value;
