/**
 * Places where production may hold somebody's data: in rows of every type that takes text, in keys, in what is derived from
 * rows, and in each text and name of the structure. Each has a canary of its own, a mail address.
 */

export type CanaryPlace = {
  label: string;
  /** How the plan names the place, where its text is part of the structure; rows have none. */
  named?: RegExp;
  /** Statements that plant `canary`; SQL literals and quoted names are made by doubling what has to be doubled: it holds neither. */
  plant: (canary: string) => string;
};

/** A text of the structure: what it is, the beginning of its place in the plan, and statements that plant it. */
export type StructurePlace = [label: string, named: string, plant: (canary: string) => string];

/** What the places hang on, with nobody's data in it. */
export const ground = `
  CREATE EXTENSION IF NOT EXISTS citext SCHEMA public; CREATE EXTENSION IF NOT EXISTS hstore SCHEMA public;
  CREATE SCHEMA tenant;
  CREATE DOMAIN tenant.note AS text; CREATE TYPE tenant.pair AS (note text, more jsonb);
  CREATE TYPE tenant.span AS RANGE (subtype = text, multirange_type_name = tenant.spans);
  CREATE FUNCTION tenant.fired() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE SEQUENCE tenant.counter;
  CREATE TABLE tenant.thing (id int PRIMARY KEY, note text, other int);
  CREATE TABLE tenant.looked (id int);
  CREATE TABLE tenant.parent (id int, held text);
  CREATE TABLE tenant.parts (held text) PARTITION BY LIST (held);
  CREATE TABLE tenant.stretch (held text) PARTITION BY RANGE (held);
  CREATE TABLE tenant.parted (id int, held text) PARTITION BY LIST (id);
  CREATE TABLE tenant.one PARTITION OF tenant.parted FOR VALUES IN (1);`;
