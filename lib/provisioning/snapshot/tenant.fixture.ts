import type { Decision } from './plan.fixture';
import { masked } from './plan.fixture';

/**
 * A small tenant that holds one of each thing that copies have been seen to get wrong: a unique column other than the
 * key that another table refers to, balanced transfers, partitions, a trigger that would fire on load, a generated
 * column, a materialized view, blank rows, and personal data in the structure's own text.
 */
export const tenantSchema = 'tenant';

/** SQL that makes and fills it; `people` rows, and ten orders for each hundred of them. */
export function tenantSql(people: number): string {
  return `
    CREATE SCHEMA tenant;
    SET search_path = tenant;
    CREATE TABLE person (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      mail text NOT NULL UNIQUE,
      name text NOT NULL,
      phone text,
      note text,
      token text,
      born date,
      initials text GENERATED ALWAYS AS (left(name, 1)) STORED
    );
    INSERT INTO person (mail, name, phone, note, token, born)
      SELECT 'user' || g || '@firma-' || g % 50 || '.de', 'Vorname' || g || ' Nachname' || g % 997,
             '+49 30 ' || 1000000 + g, CASE WHEN g % 5 = 0 THEN '' ELSE 'called user' || g || ' about invoice ' || g END,
             md5('token' || g), '1950-01-01'::date + g % 18000
        FROM generate_series(1, ${people}) g;
    CREATE TABLE login (at timestamptz NOT NULL DEFAULT now(), who text NOT NULL REFERENCES person (mail), ip inet)
      PARTITION BY HASH (who);
    CREATE TABLE login_0 PARTITION OF login FOR VALUES WITH (MODULUS 2, REMAINDER 0);
    CREATE TABLE login_1 PARTITION OF login FOR VALUES WITH (MODULUS 2, REMAINDER 1);
    INSERT INTO login (who, ip) SELECT mail, '10.1.2.3'::inet + id FROM person WHERE id % 3 = 0;
    CREATE TABLE transfer (id serial PRIMARY KEY, person bigint NOT NULL REFERENCES person, cents bigint NOT NULL);
    INSERT INTO transfer (person, cents) SELECT p.id, c FROM person p, unnest(ARRAY[p.id * 10, -p.id * 10]) AS c;
    CREATE TABLE touched (n bigint NOT NULL);
    INSERT INTO touched VALUES (0);
    CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql SET search_path = tenant, pg_temp
      AS $$ BEGIN UPDATE touched SET n = n + 1; RETURN NULL; END $$;
    CREATE TRIGGER touch AFTER INSERT ON transfer FOR EACH STATEMENT EXECUTE FUNCTION touch();
    CREATE MATERIALIZED VIEW spent AS SELECT person, sum(abs(cents)) AS cents FROM transfer GROUP BY person;
    CREATE UNIQUE INDEX ON spent (person);
    CREATE INDEX by_name ON person (lower(name));
    SELECT setval('transfer_id_seq', 700000, false);
    RESET search_path;`;
}

/** How its columns are masked; `login.who` has to follow `person.mail` by the foreign key. */
export const tenantDecisions: Record<string, Decision> = {
  'person.mail': masked.mail,
  'person.name': masked.name,
  'person.phone': masked.phone,
  'person.note': masked.text,
  'person.token': masked.token,
  'person.born': { class: 'direct.birth_date', mask: { name: 'date_shift', subject: 'id' } },
  'login.who': masked.mail,
  'login.ip': { class: 'direct.ip_address', mask: { name: 'ip' } },
};
