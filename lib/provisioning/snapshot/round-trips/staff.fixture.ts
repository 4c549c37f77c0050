/**
 * In the manner of schemas about a firm's people: departments and employees that refer to each other, histories keyed by
 * person and day, three generations of tables that inherit, composites and domains over domains, row security with
 * policies, rules that redirect writes, a rule that would undo a load, and comments.
 */
export const staffSchema = 'staff';

export const staffSql = `
  CREATE SCHEMA staff;
  SET search_path = staff;
  CREATE TYPE gender AS ENUM ('M', 'F', 'X');
  CREATE DOMAIN short AS varchar(40) CHECK (VALUE <> '');
  CREATE DOMAIN city AS short NOT NULL;
  CREATE TYPE home AS (street text, zip char(5), town text);
  CREATE TABLE person (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, first_name short NOT NULL, last_name short NOT NULL, birth_date date NOT NULL, gender gender);
  CREATE TABLE employee (emp_no int NOT NULL UNIQUE, hire_date date NOT NULL, dept_no char(4), manager_no int REFERENCES employee (emp_no), home home,
    ssn char(11) UNIQUE, iban varchar(34), skills text[] DEFAULT '{}', PRIMARY KEY (id)) INHERITS (person);
  CREATE SEQUENCE everybody OWNED BY person.id;
  ALTER TABLE employee ALTER id SET DEFAULT nextval('everybody');
  CREATE TABLE manager (bonus numeric(12, 2) CHECK (bonus >= 0), UNIQUE (emp_no)) INHERITS (employee);
  CREATE TABLE department (dept_no char(4) PRIMARY KEY, dept_name city, head int);
  BEGIN;
  INSERT INTO department VALUES ('d001', 'Marketing', 1), ('d002', 'Finance', 2), ('d003', 'Research', 3);
  INSERT INTO employee (first_name, last_name, birth_date, gender, emp_no, hire_date, dept_no, manager_no, home, ssn, iban, skills)
    SELECT 'Georgi', 'Facello' || g, '1953-09-02'::date + g, CASE g % 2 WHEN 0 THEN 'M' ELSE 'F' END::gender, g, '1986-06-26'::date + g, 'd00' || 1 + g % 3,
           CASE WHEN g > 3 THEN 1 + g % 3 END, CASE WHEN g % 4 > 0 THEN ROW('Long Lane ' || g, lpad(g::text, 5, '0'), 'Turku')::home END,
           lpad(g::text, 3, '0') || '-12-' || 1000 + g, 'DE' || 10 + g % 80 || lpad(g::text, 18, '3'), ARRAY['sql', 'skill ' || g % 5]
      FROM generate_series(1, 150) g;
  INSERT INTO manager (first_name, last_name, birth_date, gender, emp_no, hire_date, dept_no, bonus)
    SELECT 'Margareta', 'Markovitch' || g, '1956-09-12'::date + g, 'F', 1000 + g, '1985-01-01', 'd001', g * 100 FROM generate_series(1, 12) g;
  ALTER TABLE employee ADD FOREIGN KEY (dept_no) REFERENCES department DEFERRABLE INITIALLY DEFERRED;
  ALTER TABLE department ADD FOREIGN KEY (head) REFERENCES employee (emp_no) ON DELETE SET NULL;
  COMMIT;
  CREATE TABLE salary (emp_no int NOT NULL REFERENCES employee (emp_no) ON DELETE CASCADE, salary int NOT NULL, from_date date NOT NULL, to_date date NOT NULL, PRIMARY KEY (emp_no, from_date));
  INSERT INTO salary SELECT g, 40000 + g * y, '1990-01-01'::date + g + y * 365, CASE y WHEN 4 THEN '9999-01-01' ELSE '1990-01-01'::date + g + (y + 1) * 365 END
    FROM generate_series(1, 150) g, generate_series(1, 4) y;
  CREATE TABLE title (emp_no int NOT NULL REFERENCES employee (emp_no), title varchar(50) NOT NULL, from_date date NOT NULL, PRIMARY KEY (emp_no, title, from_date));
  INSERT INTO title SELECT g, 'Senior Engineer', '1990-01-01' FROM generate_series(1, 150) g;
  CREATE TABLE raised (emp_no int, title varchar(50), from_date date, reason text, FOREIGN KEY (emp_no, title, from_date) REFERENCES title MATCH FULL ON UPDATE CASCADE);
  INSERT INTO raised SELECT emp_no, title, from_date, 'good work by ' || emp_no FROM title WHERE emp_no % 3 = 0;
  INSERT INTO raised VALUES (NULL, NULL, NULL, NULL);
  CREATE TABLE log (at timestamptz NOT NULL DEFAULT '2024-05-05Z', what text NOT NULL);
  CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = staff, pg_temp AS $$
    BEGIN INSERT INTO log (what) VALUES (TG_OP || ' of ' || TG_TABLE_NAME); RETURN NULL; END $$;
  CREATE TRIGGER salary_noted AFTER INSERT OR DELETE ON salary FOR EACH ROW EXECUTE FUNCTION note();
  CREATE CONSTRAINT TRIGGER title_noted AFTER INSERT ON title DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note();
  ALTER TABLE salary ENABLE ALWAYS TRIGGER salary_noted;
  CREATE RULE no_log AS ON DELETE TO log DO INSTEAD NOTHING;
  CREATE TABLE archive (LIKE salary INCLUDING ALL);
  CREATE RULE into_archive AS ON INSERT TO archive WHERE NEW.salary < 0 DO INSTEAD NOTHING;
  INSERT INTO archive SELECT * FROM salary WHERE emp_no < 10;
  CREATE VIEW current_salary AS SELECT DISTINCT ON (emp_no) emp_no, salary FROM salary ORDER BY emp_no, from_date DESC;
  CREATE VIEW staffed WITH (security_barrier) AS SELECT dept_no, count(*) AS people FROM employee GROUP BY dept_no;
  CREATE RULE staffed_insert AS ON INSERT TO staffed DO INSTEAD NOTHING;
  ALTER TABLE salary ENABLE ROW LEVEL SECURITY;
  ALTER TABLE employee ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY own_salary ON salary FOR SELECT USING (emp_no = current_setting('app.emp', true)::int);
  CREATE POLICY visible ON employee USING (dept_no <> 'd999') WITH CHECK (dept_no IS NOT NULL);
  ALTER TABLE employee ALTER last_name SET STATISTICS 1000, ALTER home SET COMPRESSION pglz;
  ALTER TABLE person ADD CONSTRAINT adult CHECK (birth_date < '2010-01-01') NOT VALID;
  CREATE INDEX employee_lower ON employee (lower(last_name), hire_date DESC) WHERE dept_no IS NOT NULL;
  COMMENT ON SCHEMA staff IS 'The firm';
  COMMENT ON TABLE employee IS 'Those who work';
  COMMENT ON COLUMN employee.emp_no IS 'Printed on the badge';
  COMMENT ON POLICY visible ON employee IS 'All but the closed department';
  RESET search_path;`;
