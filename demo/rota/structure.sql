-- Rota: who works when. All customers of this product share these tables; `organizations.id` tells them apart, directly
-- in some tables, along references in the others.
CREATE TABLE qualifications (code text PRIMARY KEY, title text NOT NULL);
CREATE TABLE public_holidays (day date PRIMARY KEY, title text NOT NULL);

CREATE TABLE organizations (id integer PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE billing_contacts (
  organization_id integer PRIMARY KEY REFERENCES organizations,
  email text NOT NULL
);
CREATE TABLE modules (
  organization_id integer NOT NULL REFERENCES organizations,
  name text NOT NULL,
  enabled boolean NOT NULL,
  PRIMARY KEY (organization_id, name)
);
CREATE TABLE branding (
  organization_id integer PRIMARY KEY REFERENCES organizations,
  accent_color text NOT NULL,
  welcome_line text NOT NULL
);
CREATE TABLE sites (
  id integer PRIMARY KEY,
  organization_id integer NOT NULL REFERENCES organizations,
  name text NOT NULL,
  street_address text NOT NULL
);
CREATE TABLE people (
  id integer PRIMARY KEY,
  organization_id integer NOT NULL REFERENCES organizations,
  manager_id integer REFERENCES people,
  full_name text NOT NULL,
  email text NOT NULL UNIQUE,
  phone text NOT NULL,
  born_on date NOT NULL,
  hired_on date NOT NULL
);
CREATE TABLE people_qualifications (
  person_id integer NOT NULL REFERENCES people,
  qualification text NOT NULL REFERENCES qualifications,
  PRIMARY KEY (person_id, qualification)
);
CREATE TABLE shifts (
  id integer PRIMARY KEY,
  site_id integer NOT NULL REFERENCES sites,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at)
);
CREATE TABLE assignments (
  shift_id integer NOT NULL REFERENCES shifts,
  person_id integer NOT NULL REFERENCES people,
  PRIMARY KEY (shift_id, person_id)
);
CREATE TABLE absences (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id integer NOT NULL REFERENCES people,
  first_day date NOT NULL,
  last_day date NOT NULL CHECK (last_day >= first_day),
  remark text
);
-- Without an organization an announcement is the maker's own, to all of them.
CREATE TABLE announcements (
  id integer PRIMARY KEY,
  organization_id integer REFERENCES organizations,
  published_on date NOT NULL,
  headline text NOT NULL
);
-- Nothing refers from here to anybody: whose a row is, nobody can say.
CREATE TABLE import_batches (id integer PRIMARY KEY, started_at timestamptz NOT NULL, lines integer NOT NULL);

CREATE INDEX ON sites (organization_id);
CREATE INDEX ON people (organization_id);
CREATE INDEX ON shifts (site_id);
CREATE INDEX ON announcements (organization_id);
CREATE INDEX ON assignments (person_id);
CREATE INDEX ON absences (person_id);
