import { base, en, Faker, pl } from '@faker-js/faker';
import { fixtureOf, is } from '../generate/fixture-of';
import { identityOf } from '../generate/identity';
import { always, peopleOf, row, to } from '../generate/people';

/** A Polish web shop: orders that copy the buyer, returns, opinions, carts as documents, couriers, newsletters. */

const f = new Faker({ locale: [pl, en, base] });
const p = peopleOf(f);
const ids = identityOf(f);

export const sklep = fixtureOf('sklep', () => f.seed(703), {
  kategorie: {
    rows: 16,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      nazwa: ['text', is.value, (n) => `Dział ${n}`],
      sciezka: ['text', is.value, (n) => `dom/ogrod/${n}`],
    },
  },
  towary: {
    rows: 120,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      kategoria_id: ['int REFERENCES kategorie', is.technical, to(16)],
      nazwa: ['text', is.value, () => f.commerce.productName()],
      producent: ['text', is.value, p.firm],
      opis: ['text', is.value, () => 'Solidne wykonanie, pasuje do każdego wnętrza, dwa lata gwarancji'],
      ean: ['text', is.value, p.digits('590##########')],
      cena_brutto: ['numeric(9,2)', is.value, p.amount(500)],
      stan: ['int', is.value, p.count(90)],
    },
  },
  kupujacy: {
    rows: 250,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      godnosc: ['text', is.name, p.full],
      adres_poczty: ['text', is.mail, p.mail],
      haslo_skrot: ['text', is.password, p.bcrypt],
      kom: ['text', is.phone, p.digits('+48 6## ### ###')],
      urodziny: ['date', is.born, p.mostly(3, p.adult)],
      firma: ['text', is.quasi, p.seldom(4, p.firm)],
      nip: ['text', is.identity, p.seldom(4, p.digits('##########'))],
      punkty: ['int', is.value, p.count(900)],
      zarejestrowany: ['timestamptz', is.technical, p.moment],
    },
  },
  zamowienia: {
    rows: 380,
    columns: {
      nr: ['text PRIMARY KEY', is.technical, (n) => `ZAM/${n}/2025`],
      kupujacy_id: ['int REFERENCES kupujacy', is.technical, to(250)],
      odb_imie: ['text', is.name, p.given],
      odb_nazw: ['text', is.name, p.family],
      odb_ulica: ['text', is.address, p.street],
      odb_lokal: ['text', is.address, p.seldom(2, p.digits('##'))],
      odb_kod: ['text', is.quasi, p.digits('##-###')],
      odb_miasto: ['text', is.quasi, p.city],
      odb_tel: ['text', is.phone, p.digits('### ### ###')],
      paczkomat: ['text', is.value, p.code('???##A')],
      uwagi_kuriera: [
        'text',
        is.words,
        p.seldom(3, () => `Zostawić u sąsiadki, pani ${p.family()}, dzwonić wcześniej`),
      ],
      kwota: ['numeric(10,2)', is.value, p.amount(900)],
      status: ['text', is.value, p.one('nowe', 'opłacone', 'wysłane')],
      zlozone: ['timestamptz', is.technical, p.moment],
      nr_ip: ['inet', is.ip, p.ip],
    },
  },
  zwroty: {
    rows: 90,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      zamowienie: ['text REFERENCES zamowienia', is.technical, (n) => `ZAM/${n}/2025`],
      rachunek: ['text', is.account, ids.iban('PL')],
      wlasciciel: ['text', is.name, p.full],
      powod: ['text', is.words, () => 'Za mały rozmiar, proszę o szybki przelew na podane konto'],
      przyjal: ['text', is.name, p.full],
    },
  },
  opinie: {
    rows: 220,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      towar_id: ['int REFERENCES towary', is.technical, to(120)],
      podpis: ['text', is.name, p.given],
      ocena: ['int', is.value, p.count(5)],
      wpis: ['text', is.words, () => `Polecam, ${p.given()} z obsługi bardzo pomogła przy wyborze koloru`],
      widoczna: ['boolean', is.technical, always(true)],
    },
  },
  koszyki: {
    rows: 160,
    columns: {
      id: ['uuid PRIMARY KEY', is.technical, p.uuid],
      zawartosc: [
        'jsonb',
        is.mail,
        () => ({
          gosc: { mail: p.mail(), tel: p.digits('+48 5## ### ###')() },
          pozycje: [{ id: 3, szt: 1 }],
        }),
      ],
      zmieniony: ['timestamptz', is.technical, p.moment],
    },
  },
});
