import type { TenantKey } from '../../plan-format/scrub-plan';
import type { Decision } from './plan.fixture';
import { masked } from './plan.fixture';

/**
 * Two tenants in shared tables: one that carries the key, ways of up to three references, a way that may be NULL, a
 * table with two required ways, a reference to itself, a table that all tenants share, and a partitioned one. Each text
 * of the other tenant holds `canary`.
 */
export const sharedSchema = 'app';

export const sharedKey: TenantKey = { root: 'app.organization', columns: ['id'], values: ['42'] };

export const sharedSql = `
  CREATE SCHEMA app;
  SET search_path = app;
  CREATE TABLE country (code text PRIMARY KEY, name text NOT NULL);
  INSERT INTO country VALUES ('DE', 'Germany'), ('FR', 'France');
  CREATE TABLE organization (id int PRIMARY KEY, name text NOT NULL, country text REFERENCES country);
  INSERT INTO organization VALUES (42, 'Acme', 'DE'), (43, 'canary Borealis', 'FR');
  CREATE TABLE person (id int PRIMARY KEY, organization_id int NOT NULL REFERENCES organization,
    manager_id int REFERENCES person, name text NOT NULL, mail text UNIQUE);
  INSERT INTO person SELECT g, 42 + g % 2, CASE WHEN g > 2 THEN 1 + (g + 1) % 2 END,
      CASE g % 2 WHEN 1 THEN 'canary ' ELSE '' END || 'Person ' || g, 'p' || g || '@firma.de' FROM generate_series(1, 40) g;
  UPDATE person SET manager_id = NULL WHERE manager_id % 2 <> id % 2;
  CREATE TABLE project (id int PRIMARY KEY, owner_id int NOT NULL REFERENCES person, title text);
  INSERT INTO project SELECT g, g, CASE g % 2 WHEN 1 THEN 'canary' ELSE 'plain' END FROM generate_series(1, 20) g;
  CREATE TABLE task (id int PRIMARY KEY, project_id int NOT NULL REFERENCES project, title text);
  INSERT INTO task SELECT g, 1 + (g - 1) % 20, CASE g % 2 WHEN 1 THEN 'canary' ELSE 'plain' END FROM generate_series(1, 200) g;
  CREATE TABLE remark (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, task_id int NOT NULL REFERENCES task, body text);
  INSERT INTO remark (task_id, body) SELECT 1 + g % 200, CASE g % 2 WHEN 0 THEN 'canary' ELSE 'plain' END FROM generate_series(1, 600) g;
  CREATE TABLE file (id int PRIMARY KEY, task_id int REFERENCES task, person_id int REFERENCES person, path text);
  INSERT INTO file SELECT g, CASE WHEN g % 4 < 2 THEN 1 + g % 200 END, CASE WHEN g % 4 > 1 THEN 1 + g % 40 END,
      CASE g % 2 WHEN 0 THEN 'canary' ELSE 'plain' END FROM generate_series(1, 80) g;
  INSERT INTO file VALUES (900, NULL, NULL, 'canary of nobody');
  CREATE TABLE member (person_id int NOT NULL REFERENCES person, project_id int NOT NULL REFERENCES project,
    PRIMARY KEY (person_id, project_id));
  INSERT INTO member SELECT g, 1 + (g + 1) % 20 FROM generate_series(1, 40) g;
  CREATE TABLE event (at date NOT NULL, organization_id int NOT NULL REFERENCES organization, what text) PARTITION BY RANGE (at);
  CREATE TABLE event_early PARTITION OF event FOR VALUES FROM ('2020-01-01') TO ('2022-01-01');
  CREATE TABLE event_late PARTITION OF event FOR VALUES FROM ('2022-01-01') TO ('2030-01-01');
  INSERT INTO event SELECT '2020-01-01'::date + g * 7, 42 + g % 2, CASE g % 2 WHEN 1 THEN 'canary' ELSE 'plain' END
    FROM generate_series(1, 300) g;
  CREATE MATERIALIZED VIEW busy AS SELECT organization_id, count(*) AS people FROM person GROUP BY 1;
  RESET search_path;`;

/** Rows of tenant 42 in each table. */
export const ownRowsOf42: Record<string, number> = {
  'app.country': 2,
  'app.organization': 1,
  'app.person': 20,
  'app.project': 10,
  'app.task': 100,
  'app.remark': 300,
  'app.file': 40,
  'app.member': 20,
  'app.event': 150,
};

export const sharedDecisions: Record<string, Decision> = {
  'organization.name': { class: 'direct.person_name', mask: { name: 'company' } },
  'person.name': masked.name,
  'person.mail': masked.mail,
  'remark.body': masked.text,
};
