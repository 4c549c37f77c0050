-- Words that more than one table uses. Everything here and in the files that follow is unqualified: it lands in the
-- first schema of the search path, which is the tenant's own.

CREATE TYPE part_kind AS ENUM ('raw_material', 'purchased', 'made', 'assembly', 'consumable', 'tool');
CREATE TYPE lifecycle AS ENUM ('draft', 'in_review', 'released', 'obsolete');
CREATE TYPE run_status AS ENUM ('planned', 'released', 'in_progress', 'on_hold', 'completed', 'scrapped', 'cancelled');
CREATE TYPE step_kind AS ENUM ('instruction', 'installation', 'measurement', 'inspection', 'sign_off');
CREATE TYPE step_status AS ENUM ('pending', 'in_progress', 'done', 'failed', 'skipped');
CREATE TYPE order_status AS ENUM ('draft', 'sent', 'confirmed', 'partly_received', 'received', 'cancelled');
CREATE TYPE movement_kind AS ENUM ('receipt', 'issue', 'transfer', 'adjustment', 'scrap', 'build');
CREATE TYPE account_state AS ENUM ('invited', 'active', 'locked', 'left');
CREATE TYPE audit_action AS ENUM ('insert', 'update', 'delete', 'sign_in', 'export');
COMMENT ON TYPE run_status IS 'A run ends in completed, scrapped or cancelled; its steps are closed from then on.';

CREATE TYPE postal_address AS (
  line1 text,
  line2 text,
  city text,
  region text,
  postal_code text,
  country text
);
COMMENT ON TYPE postal_address IS 'An address as it is printed on a delivery note, top to bottom.';

CREATE DOMAIN part_number AS text
  CONSTRAINT part_number_format CHECK (VALUE ~ '^[A-Z]{2,4}-[0-9]{4,6}(-[0-9A-Z]{1,3})?$');
COMMENT ON DOMAIN part_number IS 'Family letters, running number, optional variant: FRM-0010, WHL-00214-B.';

CREATE DOMAIN email_address AS text
  CONSTRAINT email_address_format CHECK (VALUE ~ '^[^@\s]+@[^@\s]+\.[^@\s.]+$' AND length(VALUE) <= 254);

CREATE DOMAIN country_code AS text
  CONSTRAINT country_code_format CHECK (VALUE ~ '^[A-Z]{2}$');
COMMENT ON DOMAIN country_code IS 'ISO 3166-1, two letters.';

CREATE DOMAIN stock_quantity AS numeric(14, 4)
  CONSTRAINT stock_quantity_not_negative CHECK (VALUE >= 0);

-- Used in a generated column and in an index, hence immutable and free of anything outside pg_catalog.
CREATE FUNCTION fold_text(value text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN lower(regexp_replace(btrim(value), '\s+', ' ', 'g'));
COMMENT ON FUNCTION fold_text(text) IS 'Text as people search for it: lower case, single spaces.';

CREATE SEQUENCE run_number_seq START 1000;
COMMENT ON SEQUENCE run_number_seq IS 'Run numbers are spoken on the shop floor; gaps are harmless.';
