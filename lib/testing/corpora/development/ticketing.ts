import { base, en, en_GB, Faker } from '@faker-js/faker';
import { fixtureOf, is } from '../generate/fixture-of';
import { always, peopleOf, row, to } from '../generate/people';

/** Tickets for concerts, in English: quoted camelCase names, documents, a session table, buyers copied into tickets. */

const f = new Faker({ locale: [en_GB, en, base] });
const p = peopleOf(f);
const buyers = Array.from({ length: 240 }, () => '');

export const ticketing = fixtureOf(
  'ticketing',
  () => {
    f.seed(601);
    buyers.forEach((_, at) => {
      buyers[at] = p.mail();
    });
  },
  {
    Venue: {
      rows: 25,
      columns: {
        id: ['int PRIMARY KEY', is.technical, row],
        title: ['text', is.value, (n) => `${f.word.adjective()} Hall ${n}`],
        seats: ['int', is.value, p.count(5000)],
        boxOffice: ['text', is.value, p.one('north', 'south', 'foyer')],
      },
    },
    Buyer: {
      rows: 240,
      columns: {
        id: ['uuid PRIMARY KEY', is.technical, p.uuid],
        first: ['text', is.name, p.given],
        last: ['text', is.name, p.family],
        knownAs: ['text', is.name, p.seldom(3, p.given)],
        login: ['text', is.mail, (n) => buyers[n - 1]],
        mobileNo: ['text', is.phone, p.digits('07### ######')],
        line1: ['text', is.address, p.street],
        line2: ['text', is.address, p.seldom(4, p.digits('Flat #'))],
        postTown: ['text', is.quasi, p.city],
        postCode: ['text', is.quasi, p.code('??# #??')],
        birth: ['date', is.born, p.born],
        accessNeeds: [
          'text',
          is.words,
          p.seldom(5, () => `${p.given()} uses a wheelchair and brings a helper`),
        ],
        marketing: ['boolean', is.technical, always(true)],
        joined: ['timestamptz', is.technical, p.moment],
      },
    },
    Gig: {
      rows: 60,
      columns: {
        id: ['int PRIMARY KEY', is.technical, row],
        venueId: ['int REFERENCES "Venue"', is.technical, to(25)],
        headline: ['text', is.value, () => `The ${f.word.adjective()} ${f.word.noun()}s`],
        doors: ['timestamptz', is.value, p.moment],
        blurb: ['text', is.value, () => 'Two hours of loud guitars, with a break for drinks'],
        price: ['numeric(8,2)', is.value, p.amount(90)],
      },
    },
    Ticket: {
      rows: 400,
      columns: {
        id: ['int PRIMARY KEY', is.technical, row],
        gigId: ['int REFERENCES "Gig"', is.technical, to(60)],
        buyerLogin: ['text', is.mail, (n) => buyers[n % 240]],
        holder: ['text', is.name, p.full],
        seat: ['text', is.value, p.code('?-##')],
        barcode: ['text', is.value, p.digits('############')],
        paidWith: ['text', is.value, p.one('card', 'voucher', 'cash')],
        last4: ['char(4)', is.value, p.digits('####')],
        extra: [
          'jsonb',
          is.name,
          () => ({ gift: { to: p.full(), wish: 'Have a good evening' }, wrap: true }),
        ],
      },
    },
    Session: {
      rows: 200,
      columns: {
        id: ['uuid PRIMARY KEY', is.session, p.uuid],
        buyer: ['text', is.mail, (n) => buyers[n % 240]],
        seenFrom: ['text', is.ip, p.ip],
        client: ['text', is.device, p.agent],
        until: ['timestamptz', is.technical, p.moment],
      },
    },
    Steward: {
      rows: 70,
      columns: {
        id: ['int PRIMARY KEY', is.technical, row],
        displayed: ['text', is.name, () => `${p.given()} ${p.family().charAt(0)}.`],
        radio: ['text', is.value, p.one('CH1', 'CH2', 'CH3')],
        nextOfKin: ['text', is.name, p.full],
        kinTel: ['text', is.phone, p.digits('0## #### ####')],
        badge: ['text', is.identity, (n) => `ST${String(10_000 + n * 3)}`],
      },
    },
  },
);
