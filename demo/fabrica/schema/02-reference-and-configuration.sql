-- Reference tables hold the same rows for every tenant; configuration is what a tenant's administrator sets.

CREATE TABLE currencies (
  code text PRIMARY KEY CHECK (code ~ '^[A-Z]{3}$'),
  name text NOT NULL,
  minor_digits smallint NOT NULL DEFAULT 2 CHECK (minor_digits BETWEEN 0 AND 4)
);

CREATE TABLE countries (
  code country_code PRIMARY KEY,
  name text NOT NULL UNIQUE,
  dial_code text NOT NULL CHECK (dial_code ~ '^\+[0-9]{1,4}$'),
  currency_code text NOT NULL
);

CREATE TABLE units (
  code text PRIMARY KEY,
  name text NOT NULL,
  dimension text NOT NULL CHECK (dimension IN ('count', 'length', 'mass', 'force', 'torque', 'pressure',
                                               'temperature', 'voltage', 'current', 'time', 'angle', 'volume')),
  base_code text,
  factor numeric NOT NULL DEFAULT 1 CHECK (factor > 0),
  CONSTRAINT units_base_is_another CHECK (base_code <> code)
);
COMMENT ON TABLE units IS 'Units of measure; a derived unit names its base and the factor to it.';
COMMENT ON COLUMN units.factor IS 'One of this unit is so many of the base unit.';

CREATE TABLE roles (
  id smallint PRIMARY KEY,
  name text NOT NULL UNIQUE,
  description text NOT NULL,
  permissions text[] NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE roles IS 'What people may do; shipped with the product, the same for every tenant.';

CREATE TABLE modules (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  title text NOT NULL,
  enabled boolean NOT NULL DEFAULT false,
  requires text[] NOT NULL DEFAULT '{}',
  options jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(options) = 'object')
);
COMMENT ON TABLE modules IS 'Parts of the product that a tenant has switched on, with their options.';

CREATE TABLE branding (
  id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  product_name text NOT NULL,
  primary_color text NOT NULL CHECK (primary_color ~ '^#[0-9a-f]{6}$'),
  accent_color text CHECK (accent_color ~ '^#[0-9a-f]{6}$'),
  logo_svg text,
  locale text NOT NULL DEFAULT 'en',
  time_zone text NOT NULL DEFAULT 'UTC',
  paper_size text NOT NULL DEFAULT 'A4' CHECK (paper_size IN ('A4', 'Letter')),
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE branding IS 'One row: how the tenant''s screens and printed travellers look.';

CREATE TABLE feature_flags (
  name text PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9_]*$'),
  description text NOT NULL,
  enabled boolean NOT NULL DEFAULT false,
  rollout_percent smallint NOT NULL DEFAULT 100 CHECK (rollout_percent BETWEEN 0 AND 100),
  rules jsonb,
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE settings (
  name text PRIMARY KEY,
  value jsonb NOT NULL,
  is_secret boolean NOT NULL DEFAULT false,
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE settings IS 'Connections to the outside: mail relay, single sign-on, ERP. Never copied to a sandbox as they are.';
