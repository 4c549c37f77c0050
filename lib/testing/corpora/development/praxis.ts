import { base, de, de_CH, en, Faker } from '@faker-js/faker';
import { fixtureOf, is } from '../generate/fixture-of';
import { identityOf } from '../generate/identity';
import { always, peopleOf, row, to } from '../generate/people';

/** A Swiss dental practice in German: contacts of all kinds in one table, findings, reminders, devices, letters. */

const f = new Faker({ locale: [de_CH, de, en, base] });
const p = peopleOf(f);
const ids = identityOf(f);

export const praxis = fixtureOf('praxis', () => f.seed(702), {
  Kontakt: {
    rows: 280,
    columns: {
      KontaktID: ['int PRIMARY KEY', is.technical, row],
      Art: ['text', is.value, p.one('Patient', 'Zuweiser', 'Labor')],
      Titel: ['text', is.quasi, p.seldom(8, always('Dr.'))],
      Name1: ['text', is.name, p.family],
      Name2: ['text', is.name, p.given],
      LedigName: ['text', is.name, p.seldom(5, p.family)],
      Zustellung: ['text', is.address, p.street],
      PLZOrt: ['text', is.quasi, () => `${p.digits('8###')()} ${p.city()}`],
      TelP: ['text', is.phone, p.digits('044 ### ## ##')],
      TelG: ['text', is.phone, p.seldom(3, p.digits('043 ### ## ##'))],
      Natel: ['text', is.phone, p.digits('079 ### ## ##')],
      EMailPrivat: ['text', is.mail, p.mail],
      Jahrgang: ['int', is.born, () => f.number.int({ min: 1938, max: 2020 })],
      AHVNr: ['text', is.identity, ids.ahv],
      Versicherer: ['text', is.value, p.one('CSS', 'Helsana', 'Swica', 'Sanitas')],
      VersNr: ['text', is.identity, p.digits('807560########')],
      Stillgelegt: ['boolean', is.technical, always(false)],
    },
  },
  Termin: {
    rows: 320,
    columns: {
      TerminID: ['int PRIMARY KEY', is.technical, row],
      KontaktID: ['int REFERENCES "Kontakt"', is.technical, to(280)],
      Beginn: ['timestamp', is.quasi, p.moment],
      DauerMin: ['int', is.value, p.count(90)],
      Behandler: ['text', is.name, () => `Dr. ${p.family()}`],
      Assistenz: ['text', is.name, p.given],
      Stuhl: ['int', is.value, p.count(4)],
      Zweck: ['text', is.value, p.one('Kontrolle', 'Füllung', 'Dentalhygiene')],
    },
  },
  Befundeintrag: {
    rows: 260,
    columns: {
      EintragID: ['int PRIMARY KEY', is.technical, row],
      KontaktID: ['int REFERENCES "Kontakt"', is.technical, to(280)],
      Zahn: ['int', is.value, p.count(48)],
      Verlauf: [
        'text',
        is.words,
        () => 'Starke Empfindlichkeit auf Kälte, Röntgenbild gemacht, Kontrolle in drei Monaten',
      ],
      Visum: ['text', is.value, p.one('MB', 'KS', 'TR')],
      BildPfad: ['text', is.quasi, (n) => `roentgen/${n}/aufnahme.png`],
    },
  },
  Geraet: {
    rows: 25,
    columns: {
      GeraetID: ['int PRIMARY KEY', is.technical, row],
      Bezeichnung: ['text', is.value, p.one('Autoklav', 'Röntgen', 'Intraoralkamera')],
      Hersteller: ['text', is.value, p.firm],
      SerieNr: ['text', is.value, p.code('??-#####')],
      Gewartet: ['date', is.technical, p.past],
    },
  },
  Rechnungskopf: {
    rows: 240,
    columns: {
      Beleg: ['int PRIMARY KEY', is.technical, row],
      KontaktID: ['int REFERENCES "Kontakt"', is.technical, to(280)],
      Debitor: ['text', is.name, p.full],
      Zeile1: ['text', is.address, p.street],
      Zeile2: ['text', is.quasi, () => `${p.digits('8###')()} ${p.city()}`],
      TotalCHF: ['numeric(9,2)', is.value, p.amount(2000)],
      QRReferenz: ['text', is.value, p.digits('21000000000###############')],
      Gutschrift: ['text', is.account, p.seldom(4, ids.iban('CH'))],
      Mahnstufe: ['int', is.value, p.count(3)],
    },
  },
  Anmeldung: {
    rows: 150,
    columns: {
      Sitzung: ['uuid PRIMARY KEY', is.session, p.uuid],
      Benutzer: ['text', is.login, p.login],
      Rechner: ['macaddr', is.device, () => f.internet.mac()],
      Zeitpunkt: ['timestamp', is.technical, p.moment],
    },
  },
});
