/**
 * In the manner of schemas for teaching that rent out films: domains and enums, arrays, full-text columns kept by a
 * trigger, payments by month in partitions and an older generation that inherits, shops and staff that refer to each
 * other, an aggregate of its own, views upon views and a materialized one.
 */
export const rentalSchema = 'rental';

export const rentalSql = `
  CREATE SCHEMA rental;
  SET search_path = rental;
  CREATE DOMAIN year AS integer CHECK (VALUE BETWEEN 1901 AND 2155);
  CREATE DOMAIN fee AS numeric(5, 2) DEFAULT 4.99 CHECK (VALUE > 0);
  CREATE TYPE rating AS ENUM ('G', 'PG', 'PG-13', 'R', 'NC-17');
  CREATE AGGREGATE joined(text) (sfunc = textcat, stype = text, initcond = '');
  CREATE SEQUENCE film_number START 100 INCREMENT 3;
  CREATE TABLE language (language_id smallserial PRIMARY KEY, name char(20) NOT NULL);
  INSERT INTO language (name) VALUES ('English'), ('Suomi');
  CREATE TABLE film (
    film_id int PRIMARY KEY DEFAULT nextval('film_number'), title varchar(255) NOT NULL, description text,
    release_year year, language_id smallint NOT NULL REFERENCES language, original_language_id smallint REFERENCES language,
    rental_rate fee NOT NULL, rating rating DEFAULT 'G', special_features text[], fulltext tsvector NOT NULL,
    last_update timestamptz NOT NULL DEFAULT now());
  CREATE TABLE touched (what text PRIMARY KEY, times int NOT NULL);
  INSERT INTO touched VALUES ('film', 0), ('payment', 0);
  CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql SET search_path = rental, pg_temp AS $$
    BEGIN UPDATE touched SET times = times + 1 WHERE what = TG_ARGV[0]; NEW.last_update := now(); RETURN NEW; END $$;
  CREATE TRIGGER film_fulltext BEFORE INSERT OR UPDATE ON film
    FOR EACH ROW EXECUTE FUNCTION tsvector_update_trigger('fulltext', 'pg_catalog.english', 'title', 'description');
  INSERT INTO film (title, description, release_year, language_id, special_features)
    SELECT 'FILM ' || g, 'A Tale of a Moose and ' || g || ' Girls', 1990 + g % 30, 1 + g % 2,
           CASE g % 3 WHEN 0 THEN NULL ELSE ARRAY['Trailers', 'Deleted Scenes'] END FROM generate_series(1, 120) g;
  CREATE TRIGGER film_touched BEFORE INSERT OR UPDATE ON film FOR EACH ROW EXECUTE FUNCTION touch('film');
  CREATE INDEX film_fulltext_idx ON film USING gist (fulltext);
  CREATE TABLE category (category_id serial PRIMARY KEY, name varchar(25) NOT NULL UNIQUE);
  INSERT INTO category (name) VALUES ('Action'), ('Drama');
  CREATE TABLE film_category (film_id int REFERENCES film ON UPDATE CASCADE, category_id int REFERENCES category, PRIMARY KEY (film_id, category_id));
  INSERT INTO film_category SELECT film_id, 1 + film_id % 2 FROM film;
  CREATE TABLE address (address_id serial PRIMARY KEY, address varchar(50) NOT NULL, district varchar(20) NOT NULL, postal_code varchar(10), phone varchar(20) NOT NULL);
  INSERT INTO address (address, district, postal_code, phone)
    SELECT g || ' Hanoi Way', 'Alberta', 10000 + g, '+1 403 555 0' || 100 + g FROM generate_series(1, 60) g;
  CREATE TABLE store (store_id serial PRIMARY KEY, manager_staff_id int NOT NULL UNIQUE, address_id int NOT NULL REFERENCES address);
  CREATE TABLE staff (staff_id serial PRIMARY KEY, first_name varchar(45) NOT NULL, last_name varchar(45) NOT NULL, email varchar(50),
    store_id int NOT NULL REFERENCES store DEFERRABLE INITIALLY DEFERRED, username varchar(16) NOT NULL, password varchar(40), picture bytea);
  ALTER TABLE store ADD FOREIGN KEY (manager_staff_id) REFERENCES staff ON UPDATE CASCADE ON DELETE RESTRICT;
  BEGIN;
  INSERT INTO staff (first_name, last_name, email, store_id, username, password, picture) VALUES
    ('Mike', 'Hillyer', 'mike.hillyer@verleih.fi', 1, 'mike', '8cb2237d0679ca88db6464eac60da96345513964', '\\x89504e47'),
    ('Jon', 'Stephens', 'jon.stephens@verleih.fi', 2, 'jon', '8cb2237d0679ca88db6464eac60da96345513965', NULL);
  INSERT INTO store (manager_staff_id, address_id) VALUES (1, 1), (2, 2);
  COMMIT;
  CREATE TABLE customer (customer_id serial PRIMARY KEY, store_id int NOT NULL REFERENCES store, first_name varchar(45) NOT NULL,
    last_name varchar(45) NOT NULL, email varchar(50) UNIQUE, address_id int NOT NULL REFERENCES address, active boolean NOT NULL DEFAULT true,
    create_date date NOT NULL DEFAULT '2006-02-14');
  INSERT INTO customer (store_id, first_name, last_name, email, address_id)
    SELECT 1 + g % 2, 'Mary', 'Smith' || g, 'mary.smith' || g || '@kunde.fi', 1 + g % 60 FROM generate_series(1, 200) g;
  CREATE TABLE inventory (inventory_id serial PRIMARY KEY, film_id int NOT NULL REFERENCES film, store_id int NOT NULL REFERENCES store);
  INSERT INTO inventory (film_id, store_id) SELECT film_id, 1 + film_id % 2 FROM film;
  CREATE TABLE rented (rental_id serial PRIMARY KEY, rental_date timestamp NOT NULL, inventory_id int NOT NULL REFERENCES inventory,
    customer_id int NOT NULL REFERENCES customer, return_date timestamp, staff_id int NOT NULL REFERENCES staff,
    UNIQUE (rental_date, inventory_id, customer_id));
  INSERT INTO rented (rental_date, inventory_id, customer_id, return_date, staff_id)
    SELECT '2007-01-01'::timestamp + g * interval '3 hours', 1 + g % 120, 1 + g % 200, CASE WHEN g % 9 > 0 THEN '2007-01-03'::timestamp + g * interval '3 hours' END, 1 + g % 2
      FROM generate_series(1, 600) g;
  CREATE TABLE payment (payment_id serial, customer_id int NOT NULL REFERENCES customer, rental_id int NOT NULL REFERENCES rented,
    amount numeric(5, 2) NOT NULL, payment_date timestamp NOT NULL, last_update timestamptz, PRIMARY KEY (payment_date, payment_id)) PARTITION BY RANGE (payment_date);
  CREATE TABLE payment_p01 PARTITION OF payment FOR VALUES FROM ('2007-01-01') TO ('2007-02-01');
  CREATE TABLE payment_p02 PARTITION OF payment FOR VALUES FROM ('2007-02-01') TO ('2007-03-01') PARTITION BY HASH (payment_id);
  CREATE TABLE payment_p02_even PARTITION OF payment_p02 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
  CREATE TABLE payment_p02_odd PARTITION OF payment_p02 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
  CREATE TABLE payment_rest PARTITION OF payment DEFAULT;
  INSERT INTO payment (customer_id, rental_id, amount, payment_date) SELECT customer_id, rental_id, 2.99, rental_date FROM rented;
  CREATE TRIGGER payment_touched BEFORE INSERT ON payment FOR EACH ROW EXECUTE FUNCTION touch('payment');
  CREATE TABLE old_payment (payment_id int NOT NULL, customer_id int NOT NULL, amount numeric(5, 2) NOT NULL, paid date NOT NULL);
  CREATE TABLE old_payment_2005 (CHECK (paid >= '2005-01-01' AND paid < '2006-01-01')) INHERITS (old_payment);
  CREATE TABLE old_payment_2005_spring (CHECK (paid < '2005-07-01'), clerk text) INHERITS (old_payment_2005);
  INSERT INTO old_payment_2005 SELECT g, g, 1, '2005-11-01' FROM generate_series(1, 30) g;
  INSERT INTO old_payment_2005_spring SELECT g, g, 2, '2005-03-01', 'nobody' FROM generate_series(31, 50) g;
  INSERT INTO old_payment VALUES (99, 99, 3, '2004-01-01');
  CREATE VIEW customer_list AS SELECT customer_id AS id, first_name || ' ' || last_name AS name, a.phone FROM customer c JOIN address a USING (address_id);
  CREATE VIEW film_list AS SELECT f.film_id, joined(c.name) AS categories FROM film f JOIN film_category USING (film_id) JOIN category c USING (category_id) GROUP BY 1;
  CREATE VIEW listed AS SELECT l.name, r.rental_id FROM customer_list l JOIN rented r ON r.customer_id = l.id;
  CREATE MATERIALIZED VIEW rental_by_category AS SELECT c.name AS category, count(*) AS rentals FROM rented r
    JOIN inventory i USING (inventory_id) JOIN film_category fc USING (film_id) JOIN category c USING (category_id) GROUP BY 1;
  CREATE UNIQUE INDEX ON rental_by_category (category);
  CREATE FUNCTION in_stock(film int) RETURNS SETOF int LANGUAGE sql STABLE SET search_path = rental, pg_temp
    AS $$ SELECT inventory_id FROM inventory WHERE film_id = film $$;
  ALTER TABLE film ALTER title SET STATISTICS 400;
  UPDATE touched SET times = 0;
  RESET search_path;`;
