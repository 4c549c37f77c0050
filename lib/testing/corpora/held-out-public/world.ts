import {
  ar,
  base,
  cs_CZ,
  de,
  el,
  en,
  en_US,
  es_MX,
  Faker,
  fr,
  generateMersenne53Randomizer,
  hu,
  it,
  ja,
  ko,
  nb_NO,
  pl,
  pt_BR,
  ru,
  tr,
  uk,
  vi,
  zh_CN,
} from '@faker-js/faker';

/** People of many countries and scripts, what they write, and what they come from: mails, telephones, devices, files. */

const latin = [en_US, de, fr, es_MX, it, pl, cs_CZ, tr, pt_BR, nb_NO, hu, vi];
const others = [ru, uk, el, ja, zh_CN, ko, ar];
const phones = [
  '+1 (###) 555-####',
  '+4915########',
  '+33 6 ## ## ## ##',
  '+44 7### ######',
  '+81-90-####-####',
  '+55 11 9####-####',
  '+48 ### ### ###',
  '+91 98### #####',
  '0171 #######',
  '+7 9## ###-##-##',
];
const mailHosts = [
  'gmail.com',
  'outlook.com',
  'gmx.de',
  'wp.pl',
  'uol.com.br',
  'yandex.ru',
  'proton.me',
  'orange.fr',
];
const devices = [
  'iPhone',
  'iPhone 15 Pro',
  'Pixel 8',
  'MacBook Air',
  'ThinkPad',
  'iPad',
  'YubiKey 5',
  'Galaxy S23',
  'Desktop',
];

const plainLetters = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();

/** Makers over one seeded source. Each call draws anew; the order of calls decides the values. */
export function worldOf(number: number) {
  const randomizer = generateMersenne53Randomizer();
  const fakerOf = (locale: (typeof latin)[number]) => new Faker({ locale: [locale, en, base], randomizer });
  const f = fakerOf(en_US);
  f.setDefaultRefDate('2026-06-01T00:00:00Z');
  const western = latin.map(fakerOf);
  const all = [...western, ...western, ...others.map(fakerOf)];
  const taken = new Set<string>();
  const someone = () => f.helpers.arrayElement(western).person;
  const anyone = () => f.helpers.arrayElement(all).person;
  const digits = (form: string) => form.replace(/#/g, () => String(f.number.int(9)));
  const once = (make: () => string): string => {
    const made = make();
    if (taken.has(made)) return once(make);
    taken.add(made);
    return made;
  };
  const given = () => anyone().firstName();
  const family = () => anyone().lastName();
  const full = () => {
    const person = anyone();
    return `${person.firstName()} ${person.lastName()}`;
  };
  const login = () =>
    once(() => {
      const [first, last] = [plainLetters(someone().firstName()), plainLetters(someone().lastName())];
      return f.helpers.arrayElement([
        `${first}${last.slice(0, 3)}`,
        `${first}.${last}`,
        `${first.slice(0, 1)}${last}`,
        `${last}${f.number.int({ min: 60, max: 2010 })}`,
        `${first}_${last}`,
      ]);
    });
  const mail = () => {
    const host = f.datatype.boolean(0.4) ? f.internet.domainName() : f.helpers.arrayElement(mailHosts);
    return `${login()}@${host}`;
  };
  const phone = () => digits(f.helpers.arrayElement(phones));
  const device = () => {
    const kind = f.helpers.arrayElement(devices);
    return f.datatype.boolean(0.6) ? `${someone().firstName()}'s ${kind}` : kind;
  };
  const note = () =>
    f.helpers.arrayElement([
      () => `${given()} asked for a refund and will call again on ${f.date.weekday()}.`,
      () => `Met ${full()} at the fair; wants the offer by mail to ${mail()}.`,
      () => `Please ring me back under ${phone()}, I am at home after six.`,
      () => `${f.lorem.sentence()} Thanks, ${given()}`,
      () => `I moved to ${f.location.streetAddress()} last week, please send it there.`,
      () => f.lorem.sentences({ min: 1, max: 3 }),
    ])();
  const fileName = () =>
    f.helpers.arrayElement([
      () => `CV ${someone().firstName()} ${someone().lastName()}.pdf`,
      () => `IMG_${digits('####')}.jpg`,
      () => `${plainLetters(someone().lastName())}_contract_signed.pdf`,
      () => `scan-${digits('20##-0#-1#')}.png`,
      () => `${f.lorem.word()}-${f.lorem.word()}.docx`,
    ])();
  return {
    f,
    once,
    digits: (form: string) => () => digits(form),
    seed: () => {
      randomizer.seed(number);
      taken.clear();
    },
    given,
    family,
    full,
    login,
    mail,
    phone,
    device,
    note,
    fileName,
    e164: () =>
      digits(
        f.helpers.arrayElement([
          '+1202555####',
          '+4915#########',
          '+336########',
          '+447#########',
          '+919#########',
        ]),
      ),
    bio: () =>
      f.helpers.arrayElement([
        () => `${f.person.jobTitle()} in ${f.location.city()}, parent of two`,
        () => f.person.bio(),
        () => note(),
      ])(),
    title: () =>
      f.helpers.arrayElement([
        () => `Call with ${full()}`,
        () => `Offer for ${someone().lastName()}`,
        () => f.lorem.sentence(4),
      ])(),
    street: () => f.location.streetAddress(),
    street2: () => f.location.secondaryAddress(),
    city: () => f.helpers.arrayElement(western).location.city(),
    region: () => f.location.state(),
    zip: () => f.location.zipCode(),
    country: () => f.location.countryCode(),
    company: () => f.helpers.arrayElement(western).company.name(),
    agent: () => f.internet.userAgent(),
    ip: () => (f.datatype.boolean(0.8) ? f.internet.ipv4() : f.internet.ipv6()),
    zone: () => f.location.timeZone(),
    picture: () => `https://cdn.example.net/avatars/${f.string.uuid()}.png`,
    url: () => `https://${f.internet.domainName()}/${f.lorem.slug(2)}`,
    past: () => f.date.past({ years: 3 }).toISOString(),
    future: () => f.date.future({ years: 1 }).toISOString(),
    day: () => f.date.past({ years: 3 }).toISOString().slice(0, 10),
    seconds: () => Math.floor(f.date.past({ years: 3 }).getTime() / 1000),
    millis: () => f.date.past({ years: 3 }).getTime(),
    yes: () => f.datatype.boolean(),
    int: (max: number) => () => f.number.int({ min: 0, max }),
    cents: () => f.number.int({ min: 100, max: 900_000 }),
    one:
      <T>(...choices: T[]) =>
      () =>
        f.helpers.arrayElement(choices),
    seldom:
      (every: number, make: (row: number) => unknown, rest: unknown = null) =>
      (row: number) =>
        row % every === 0 ? make(row) : rest,
    nothing: () => null,
  };
}

export type World = ReturnType<typeof worldOf>;
