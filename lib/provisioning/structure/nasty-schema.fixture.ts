import { escapeIdentifier } from 'pg';

/**
 * A schema with one of nearly everything that PostgreSQL lets an ordinary role define, under names that need quoting.
 * Its functions reach their own schema by `SET search_path` or by parsed bodies, never by text.
 */
export function nastySchema(schema: string): string {
  const s = escapeIdentifier(schema);
  const long = escapeIdentifier('таблица_с_длинным_именем_63_б'.padEnd(34, 'x'));
  return `
    CREATE SCHEMA ${s};
    COMMENT ON SCHEMA ${s} IS 'of a customer''s';
    SET search_path = ${s};
    CREATE TYPE mood AS ENUM ('sad', 'o''k', 'very "happy"');
    CREATE DOMAIN percent AS numeric(5, 2) DEFAULT 0 CONSTRAINT in_range CHECK (VALUE BETWEEN 0 AND 100);
    CREATE DOMAIN share AS percent NOT NULL;
    CREATE TYPE span AS RANGE (subtype = float8, subtype_diff = float8mi);
    CREATE TYPE address AS (street text, city varchar(40) COLLATE "C");
    CREATE COLLATION plain (provider = builtin, locale = 'C.UTF-8');
    CREATE SEQUENCE tickets START 1000 INCREMENT 5 CACHE 3 CYCLE MAXVALUE 99999;
    CREATE FUNCTION shout(word text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN upper(word) || '!';
    CREATE TABLE "line
break" (
      id bigint GENERATED ALWAYS AS IDENTITY (START 10 INCREMENT 2) PRIMARY KEY,
      "quo""ted" text COLLATE "C" NOT NULL DEFAULT 'it''s',
      mood mood[] DEFAULT ARRAY['sad']::mood[],
      part share,
      home address,
      loud text GENERATED ALWAYS AS (shout("quo""ted")) STORED,
      lazy int GENERATED ALWAYS AS (length("quo""ted")) VIRTUAL,
      other int DEFAULT nextval('tickets'),
      span span,
      CONSTRAINT "odd; name" CHECK (part > 1 OR other IS NULL) NO INHERIT
    );
    ALTER TABLE "line
break" ALTER home SET STORAGE EXTERNAL, ALTER other SET STATISTICS 500, ADD COLUMN gone int;
    ALTER TABLE "line
break" DROP COLUMN gone;
    ALTER SEQUENCE tickets OWNED BY "line
break".other;
    CREATE UNIQUE INDEX partly ON "line
break" (lower("quo""ted") text_pattern_ops DESC NULLS LAST) INCLUDE (id) WHERE other > 5;
    ALTER TABLE "line
break" ADD CONSTRAINT later CHECK (id > 0) NOT VALID;
    CREATE TABLE ${long} (id uuid DEFAULT gen_random_uuid() PRIMARY KEY, partner bigint, unique (partner) DEFERRABLE INITIALLY DEFERRED);
    ALTER TABLE "line
break" ADD COLUMN back uuid REFERENCES ${long} ON DELETE SET NULL DEFERRABLE;
    ALTER TABLE ${long} ADD CONSTRAINT circle FOREIGN KEY (partner) REFERENCES "line
break" (id) ON UPDATE CASCADE NOT VALID;
    CREATE TABLE events (at timestamptz NOT NULL, kind mood NOT NULL, body jsonb, who bigint REFERENCES "line
break", PRIMARY KEY (at, kind)) PARTITION BY RANGE (at);
    CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY LIST (kind);
    CREATE TABLE events_2024_sad PARTITION OF events_2024 FOR VALUES IN ('sad');
    CREATE TABLE events_rest (body jsonb, at timestamptz NOT NULL, who bigint, kind mood NOT NULL);
    ALTER TABLE events ATTACH PARTITION events_rest DEFAULT;
    CREATE INDEX by_body ON events USING gin (body jsonb_path_ops);
    CREATE UNLOGGED TABLE base (a int, b text) WITH (fillfactor = 70);
    CREATE TABLE derived (c int CHECK (c > 0)) INHERITS (base);
    ALTER TABLE base REPLICA IDENTITY FULL;
    CREATE TABLE booking (room int, during tstzrange, EXCLUDE USING gist (during WITH &&) WHERE (room > 0));
    CREATE STATISTICS together (dependencies, mcv) ON a, b FROM base;
    CREATE VIEW one AS SELECT id, loud, (home).city FROM "line
break" WHERE part > 3;
    CREATE VIEW two WITH (security_barrier, security_invoker) AS SELECT o.*, e.body FROM one o LEFT JOIN events e ON e.who = o.id;
    CREATE VIEW writable AS SELECT room FROM booking WHERE room > 1 WITH CASCADED CHECK OPTION;
    CREATE MATERIALIZED VIEW three AS SELECT count(*) AS n FROM one;
    CREATE UNIQUE INDEX ON three (n);
    CREATE MATERIALIZED VIEW four AS SELECT n FROM three WITH NO DATA;
    CREATE FUNCTION total(VARIADIC of int[] DEFAULT '{}') RETURNS bigint LANGUAGE sql STABLE
      BEGIN ATOMIC SELECT count(*) FROM "line
break" WHERE id = ANY (of); SELECT n FROM three; END;
    CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${s}, pg_temp AS $x$
      BEGIN NEW.b := coalesce(NEW.b, (SELECT max(loud) FROM one)); RETURN NEW; END $x$;
    CREATE PROCEDURE tidy(INOUT n int) LANGUAGE plpgsql AS $$ BEGIN n := n + 1; END $$;
    CREATE AGGREGATE product(int) (sfunc = int4mul, stype = int, initcond = '1');
    CREATE TRIGGER touched BEFORE INSERT OR UPDATE OF b ON base FOR EACH ROW WHEN (NEW.a > 0) EXECUTE FUNCTION touch('x');
    CREATE TRIGGER always AFTER INSERT ON base REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION touch();
    ALTER TABLE base ENABLE ALWAYS TRIGGER always;
    CREATE RULE quiet AS ON DELETE TO base DO INSTEAD NOTHING;
    CREATE OPERATOR === (leftarg = int, rightarg = int, function = int4eq, commutator = ===);
    CREATE TEXT SEARCH DICTIONARY words (template = simple, stopwords = english);
    CREATE TEXT SEARCH CONFIGURATION search (copy = simple);
    ALTER TEXT SEARCH CONFIGURATION search ALTER MAPPING FOR asciiword WITH words;
    ALTER TABLE booking ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY mine ON booking AS RESTRICTIVE FOR UPDATE USING (room > 1) WITH CHECK (room < 9);
    COMMENT ON TABLE "line
break" IS 'two
lines';
    COMMENT ON COLUMN base.a IS '日本語';
    COMMENT ON CONSTRAINT later ON "line
break" IS 'constraint';
    COMMENT ON FUNCTION shout(text) IS 'function';
    COMMENT ON TRIGGER touched ON base IS 'trigger';
    COMMENT ON POLICY mine ON booking IS 'policy';
    COMMENT ON INDEX partly IS 'index';
    COMMENT ON TYPE mood IS 'enum';
    COMMENT ON DOMAIN percent IS 'domain';
    COMMENT ON CONSTRAINT in_range ON DOMAIN percent IS 'limit';
    COMMENT ON VIEW one IS 'view';
    COMMENT ON COLUMN one.city IS 'column of a view';
    COMMENT ON SEQUENCE tickets IS 'sequence';
    COMMENT ON STATISTICS together IS 'statistics';
    COMMENT ON OPERATOR === (int, int) IS 'operator';
    RESET search_path;`;
}
