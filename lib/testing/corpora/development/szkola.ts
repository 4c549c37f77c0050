import { base, en, Faker, pl } from '@faker-js/faker';
import { fixtureOf, is } from '../generate/fixture-of';
import { identityOf } from '../generate/identity';
import { always, peopleOf, row, to } from '../generate/people';

/** A Polish school: pupils, their guardians copied into the pupil's row, marks, messages, a log of visits. */

const f = new Faker({ locale: [pl, en, base] });
const p = peopleOf(f);
const ids = identityOf(f);

export const szkola = fixtureOf('szkola', () => f.seed(603), {
  oddzialy: {
    rows: 18,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      symbol: ['text', is.value, (n) => `${1 + (n % 8)}${n % 2 ? 'a' : 'b'}`],
      wychowawca: ['text', is.name, p.full],
      sala: ['text', is.value, p.digits('1##')],
    },
  },
  uczniowie: {
    rows: 280,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      oddzial_id: ['int REFERENCES oddzialy', is.technical, to(18)],
      imie: ['text', is.name, p.given],
      drugie: ['text', is.name, p.seldom(3, p.given)],
      nazwisko: ['text', is.name, p.family],
      pesel: ['char(11)', is.identity, ids.pesel],
      data_ur: ['date', is.born, p.born],
      miejsce_ur: ['text', is.quasi, p.city],
      ul: ['text', is.address, p.street],
      nr_domu: ['text', is.address, p.digits('#/##')],
      kod: ['char(6)', is.quasi, p.digits('##-###')],
      matka: ['text', is.name, p.full],
      matka_tel: ['text', is.phone, p.digits('5## ### ###')],
      ojciec: ['text', is.name, p.mostly(6, p.full)],
      ojciec_tel: ['text', is.phone, p.mostly(6, p.digits('6########'))],
      zdjecie: ['text', is.image, (n) => `uczniowie/${n}.jpg`],
      opinia: ['text', is.words, p.seldom(4, () => `${p.given()} potrzebuje więcej czasu na sprawdzianach`)],
    },
  },
  przedmioty: {
    rows: 14,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      nazwa: ['text', is.value, (n) => `Przedmiot ${n}`],
      godziny: ['int', is.value, p.count(6)],
    },
  },
  oceny: {
    rows: 400,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      uczen_id: ['int REFERENCES uczniowie', is.technical, to(280)],
      przedmiot_id: ['int REFERENCES przedmioty', is.technical, to(14)],
      wartosc: ['int', is.value, p.count(6)],
      wystawil: ['text', is.name, p.full],
      wystawiono: ['date', is.technical, p.past],
    },
  },
  wiadomosci: {
    rows: 200,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      od: ['text', is.name, p.full],
      do_kogo: ['text', is.mail, p.mail],
      temat: ['text', is.words, () => `Nieobecność: ${p.full()} w poniedziałek`],
      tresc: ['text', is.words, () => 'Dzień dobry, syn jest chory i zostanie w domu do piątku'],
      przeczytana: ['boolean', is.technical, always(false)],
    },
  },
  odbior: {
    rows: 160,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      uczen_id: ['int REFERENCES uczniowie', is.technical, to(280)],
      upowazniony: ['text', is.name, p.full],
      nr_dowodu: ['text', is.identity, p.code('???######')],
      pokrewienstwo: ['text', is.value, p.one('babcia', 'dziadek', 'ciotka')],
      podpis: ['bytea', is.image, always('\\x89504e470d0a')],
    },
  },
});
