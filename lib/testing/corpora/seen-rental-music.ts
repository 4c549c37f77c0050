import { base, en, Faker } from '@faker-js/faker';
import type { DetectionFixture } from './fixture';

/** A film rental and a music store, in the manner of the public sample schemas. Once unseen; the rules have since learnt from what they missed here. */

const f = new Faker({ locale: [en, base] });
const times = <T>(count: number, make: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at + 1));
const pick = (count: number) => f.number.int({ min: 1, max: count });

export const rental: DetectionFixture = {
  schema: 'rental',
  structure: `
    CREATE TYPE mpaa_rating AS ENUM ('G', 'PG', 'PG-13', 'R');
    CREATE TABLE country (country_id int PRIMARY KEY, country text, last_update timestamptz);
    CREATE TABLE city (city_id int PRIMARY KEY, city text, country_id int REFERENCES country, last_update timestamptz);
    CREATE TABLE address (address_id int PRIMARY KEY, address text, address2 text, district text, city_id int REFERENCES city, postal_code text, phone text, last_update timestamptz);
    CREATE TABLE actor (actor_id int PRIMARY KEY, first_name varchar(45), last_name varchar(45), last_update timestamptz);
    CREATE TABLE category (category_id int PRIMARY KEY, name varchar(25), last_update timestamptz);
    CREATE TABLE language (language_id int PRIMARY KEY, name char(20), last_update timestamptz);
    CREATE TABLE film (film_id int PRIMARY KEY, title text, description text, release_year int, language_id int REFERENCES language, rental_duration int, rental_rate numeric(4,2), length int, replacement_cost numeric(5,2), rating mpaa_rating, special_features text[], fulltext tsvector GENERATED ALWAYS AS (to_tsvector('simple', title)) STORED, last_update timestamptz);
    CREATE TABLE film_actor (actor_id int REFERENCES actor, film_id int REFERENCES film, last_update timestamptz, PRIMARY KEY (actor_id, film_id));
    CREATE TABLE store (store_id int PRIMARY KEY, address_id int REFERENCES address, last_update timestamptz);
    CREATE TABLE staff (staff_id int PRIMARY KEY, first_name text, last_name text, address_id int REFERENCES address, email text, store_id int REFERENCES store, active boolean, username text, password text, picture bytea, last_update timestamptz);
    CREATE TABLE customer (customer_id int PRIMARY KEY, store_id int REFERENCES store, first_name text, last_name text, email text, address_id int REFERENCES address, activebool boolean, create_date date, last_update timestamptz);
    CREATE TABLE inventory (inventory_id int PRIMARY KEY, film_id int REFERENCES film, store_id int REFERENCES store, last_update timestamptz);
    CREATE TABLE rental (rental_id int PRIMARY KEY, rental_date timestamptz, inventory_id int REFERENCES inventory, customer_id int REFERENCES customer, return_date timestamptz, staff_id int REFERENCES staff, last_update timestamptz);
    CREATE TABLE payment (payment_id int, customer_id int REFERENCES customer, staff_id int REFERENCES staff, rental_id int REFERENCES rental, amount numeric(5,2), payment_date timestamptz) PARTITION BY RANGE (payment_date);
    CREATE TABLE payment_all PARTITION OF payment DEFAULT;`,
  rows: () => {
    f.seed(101);
    const at = () => f.date.past().toISOString();
    const person = () => ({
      first_name: f.person.firstName().toUpperCase(),
      last_name: f.person.lastName().toUpperCase(),
    });
    return {
      country: times(30, (n) => ({ country_id: n, country: f.location.country(), last_update: at() })),
      city: times(120, (n) => ({
        city_id: n,
        city: f.location.city(),
        country_id: pick(30),
        last_update: at(),
      })),
      address: times(200, (n) => ({
        address_id: n,
        address: f.location.streetAddress(),
        address2: n % 10 ? null : f.location.secondaryAddress(),
        district: f.location.state(),
        city_id: pick(120),
        postal_code: f.location.zipCode(),
        phone: f.string.numeric(12),
        last_update: at(),
      })),
      actor: times(120, (n) => ({ actor_id: n, ...person(), last_update: at() })),
      category: [
        'Action',
        'Animation',
        'Children',
        'Classics',
        'Comedy',
        'Drama',
        'Family',
        'Horror',
        'Music',
        'Travel',
      ].map((name, n) => ({ category_id: n, name, last_update: at() })),
      language: ['English', 'Italian', 'Japanese', 'French'].map((name, n) => ({
        language_id: n + 1,
        name,
        last_update: at(),
      })),
      film: times(200, (n) => ({
        film_id: n,
        title: `${f.word.noun()} ${f.word.noun()}`.toUpperCase(),
        description: `A ${f.word.adjective()} story of a ${f.word.noun()} and a ${f.word.noun()} who must ${f.word.verb()} in the ${f.word.noun()}`,
        release_year: 2006,
        language_id: 1,
        rental_duration: 3,
        rental_rate: 4.99,
        length: 80 + n,
        replacement_cost: 19.99,
        rating: 'PG',
        special_features: ['Trailers', 'Deleted Scenes'],
        last_update: at(),
      })),
      film_actor: times(200, (n) => ({ actor_id: ((n - 1) % 120) + 1, film_id: n, last_update: at() })),
      store: times(2, (n) => ({ store_id: n, address_id: n, last_update: at() })),
      staff: times(6, (n) => ({
        staff_id: n,
        first_name: f.person.firstName(),
        last_name: f.person.lastName(),
        address_id: n,
        email: f.internet.email(),
        store_id: 1,
        active: true,
        username: f.person.firstName(),
        password: f.string.hexadecimal({ length: 40, prefix: '' }),
        picture: null,
        last_update: at(),
      })),
      customer: times(300, (n) => {
        const who = person();
        return {
          customer_id: n,
          store_id: 1,
          ...who,
          email: `${who.first_name}.${who.last_name}@sakila.test`,
          address_id: pick(200),
          activebool: true,
          create_date: '2022-02-14',
          last_update: at(),
        };
      }),
      inventory: times(200, (n) => ({ inventory_id: n, film_id: n, store_id: 1, last_update: at() })),
      rental: times(300, (n) => ({
        rental_id: n,
        rental_date: at(),
        inventory_id: pick(200),
        customer_id: n,
        return_date: at(),
        staff_id: pick(6),
        last_update: at(),
      })),
      payment: times(300, (n) => ({
        payment_id: n,
        customer_id: n,
        staff_id: 1,
        rental_id: n,
        amount: 2.99,
        payment_date: at(),
      })),
    };
  },
  truth: {
    'address.address': 'direct.address',
    'address.address2': 'direct.address',
    'city.city': 'quasi.identifier',
    'address.postal_code': 'quasi.identifier',
    'address.phone': 'direct.phone',
    'actor.first_name': 'direct.person_name',
    'actor.last_name': 'direct.person_name',
    'staff.first_name': 'direct.person_name',
    'staff.last_name': 'direct.person_name',
    'staff.email': 'direct.mail',
    'staff.username': 'direct.username',
    'staff.password': 'secret.password',
    'staff.picture': 'direct.image',
    'customer.first_name': 'direct.person_name',
    'customer.last_name': 'direct.person_name',
    'customer.email': 'direct.mail',
  },
};

export const music: DetectionFixture = {
  schema: 'music',
  structure: `
    CREATE TABLE "Artist" ("ArtistId" int PRIMARY KEY, "Name" varchar(120));
    CREATE TABLE "Album" ("AlbumId" int PRIMARY KEY, "Title" varchar(160), "ArtistId" int REFERENCES "Artist");
    CREATE TABLE "Employee" ("EmployeeId" int PRIMARY KEY, "LastName" varchar(20), "FirstName" varchar(20), "Title" varchar(30), "ReportsTo" int REFERENCES "Employee", "BirthDate" timestamp, "HireDate" timestamp, "Address" varchar(70), "City" varchar(40), "State" varchar(40), "Country" varchar(40), "PostalCode" varchar(10), "Phone" varchar(24), "Fax" varchar(24), "Email" varchar(60));
    CREATE TABLE "Customer" ("CustomerId" int PRIMARY KEY, "FirstName" varchar(40), "LastName" varchar(20), "Company" varchar(80), "Address" varchar(70), "City" varchar(40), "State" varchar(40), "Country" varchar(40), "PostalCode" varchar(10), "Phone" varchar(24), "Fax" varchar(24), "Email" varchar(60), "SupportRepId" int REFERENCES "Employee");
    CREATE TABLE "Genre" ("GenreId" int PRIMARY KEY, "Name" varchar(120));
    CREATE TABLE "MediaType" ("MediaTypeId" int PRIMARY KEY, "Name" varchar(120));
    CREATE TABLE "Track" ("TrackId" int PRIMARY KEY, "Name" varchar(200), "AlbumId" int REFERENCES "Album", "MediaTypeId" int REFERENCES "MediaType", "GenreId" int REFERENCES "Genre", "Composer" varchar(220), "Milliseconds" int, "Bytes" int, "UnitPrice" numeric(10,2));
    CREATE TABLE "Playlist" ("PlaylistId" int PRIMARY KEY, "Name" varchar(120));
    CREATE TABLE "Invoice" ("InvoiceId" int PRIMARY KEY, "CustomerId" int REFERENCES "Customer", "InvoiceDate" timestamp, "BillingAddress" varchar(70), "BillingCity" varchar(40), "BillingState" varchar(40), "BillingCountry" varchar(40), "BillingPostalCode" varchar(10), "Total" numeric(10,2));
    CREATE TABLE "InvoiceLine" ("InvoiceLineId" int PRIMARY KEY, "InvoiceId" int REFERENCES "Invoice", "TrackId" int REFERENCES "Track", "UnitPrice" numeric(10,2), "Quantity" int);`,
  rows: () => {
    f.seed(102);
    const cut = (text: string, length: number) => text.slice(0, length);
    const place = (prefix = '') => ({
      [`${prefix}Address`]: f.location.streetAddress(),
      [`${prefix}City`]: cut(f.location.city(), 40),
      [`${prefix}State`]: f.location.state({ abbreviated: true }),
      [`${prefix}Country`]: cut(f.location.country(), 40),
      [`${prefix}PostalCode`]: f.location.zipCode(),
    });
    const phone = () => cut(f.phone.number({ style: 'national' }), 24);
    return {
      Artist: times(100, (n) => ({ ArtistId: n, Name: f.music.artist() })),
      Album: times(120, (n) => ({ AlbumId: n, Title: f.music.album(), ArtistId: pick(100) })),
      Employee: times(8, (n) => ({
        EmployeeId: n,
        LastName: cut(f.person.lastName(), 20),
        FirstName: cut(f.person.firstName(), 20),
        Title: cut(f.person.jobTitle(), 30),
        ReportsTo: n === 1 ? null : 1,
        BirthDate: f.date.birthdate().toISOString(),
        HireDate: f.date.past().toISOString(),
        ...place(),
        Phone: phone(),
        Fax: phone(),
        Email: cut(f.internet.email(), 60),
      })),
      Customer: times(60, (n) => ({
        CustomerId: n,
        FirstName: f.person.firstName(),
        LastName: cut(f.person.lastName(), 20),
        Company: n % 6 ? null : f.company.name(),
        ...place(),
        Phone: phone(),
        Fax: n % 5 ? null : phone(),
        Email: cut(f.internet.email(), 60),
        SupportRepId: pick(8),
      })),
      Genre: times(20, (n) => ({ GenreId: n, Name: f.music.genre() })),
      MediaType: ['MPEG audio file', 'Protected AAC audio file', 'AAC audio file'].map((Name, n) => ({
        MediaTypeId: n + 1,
        Name,
      })),
      Track: times(300, (n) => ({
        TrackId: n,
        Name: f.music.songName(),
        AlbumId: pick(120),
        MediaTypeId: 1,
        GenreId: pick(20),
        Composer: n % 3 ? `${f.person.fullName()}, ${f.person.fullName()}` : null,
        Milliseconds: f.number.int({ min: 90_000, max: 400_000 }),
        Bytes: f.number.int({ min: 2_000_000, max: 20_000_000 }),
        UnitPrice: 0.99,
      })),
      Playlist: ['Music', 'Movies', 'TV Shows', '90’s Music', 'Brazilian Music', 'Grunge'].map((Name, n) => ({
        PlaylistId: n,
        Name,
      })),
      Invoice: times(200, (n) => ({
        InvoiceId: n,
        CustomerId: pick(60),
        InvoiceDate: f.date.past().toISOString(),
        ...place('Billing'),
        Total: 3.96,
      })),
      InvoiceLine: times(300, (n) => ({
        InvoiceLineId: n,
        InvoiceId: pick(200),
        TrackId: n,
        UnitPrice: 0.99,
        Quantity: 1,
      })),
    };
  },
  truth: Object.fromEntries([
    ...['Employee', 'Customer'].flatMap(
      (
        table,
      ): [
        string,
        'direct.person_name' | 'direct.address' | 'direct.phone' | 'direct.mail' | 'quasi.identifier',
      ][] => [
        [`${table}.FirstName`, 'direct.person_name'],
        [`${table}.LastName`, 'direct.person_name'],
        [`${table}.Address`, 'direct.address'],
        [`${table}.City`, 'quasi.identifier'],
        [`${table}.PostalCode`, 'quasi.identifier'],
        [`${table}.Phone`, 'direct.phone'],
        [`${table}.Fax`, 'direct.phone'],
        [`${table}.Email`, 'direct.mail'],
      ],
    ),
    ['Employee.BirthDate', 'direct.birth_date'],
    ['Employee.HireDate', 'quasi.identifier'],
    ['Employee.Title', 'quasi.identifier'],
    ['Customer.Company', 'quasi.identifier'],
    ['Artist.Name', 'direct.person_name'],
    ['Track.Composer', 'direct.person_name'],
    ['Invoice.BillingAddress', 'direct.address'],
    ['Invoice.BillingCity', 'quasi.identifier'],
    ['Invoice.BillingPostalCode', 'quasi.identifier'],
  ]),
};
