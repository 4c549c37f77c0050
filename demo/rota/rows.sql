-- The rows of two customers, the same on any machine. Each text of the second one's people holds its own name, so that
-- one of them in a copy of the first would be seen.
INSERT INTO qualifications VALUES
  ('first-aid', 'First aid'), ('forklift', 'Forklift'), ('night', 'Night work'), ('keys', 'Holds keys');
INSERT INTO public_holidays VALUES
  ('2026-01-01', 'New Year'), ('2026-05-01', 'Labour Day'), ('2026-12-25', 'Christmas Day');
INSERT INTO import_batches SELECT g, '2026-01-01T05:00Z'::timestamptz + g * interval '1 day', 40 + g FROM generate_series(1, 6) g;

INSERT INTO organizations VALUES (7301, 'Delta Clinics'), (7302, 'Emberly Hotels');
INSERT INTO billing_contacts VALUES (7301, 'accounts@delta.test'), (7302, 'accounts@ember.test');
INSERT INTO modules SELECT o, m, m <> 'payroll' OR o = 7301
  FROM unnest(ARRAY[7301, 7302]) o, unnest(ARRAY['calendar', 'exchange', 'payroll']) m;
INSERT INTO branding VALUES (7301, '#0f766e', 'Good shift, Delta!'), (7302, '#b45309', 'Good shift, Emberly!');
INSERT INTO sites SELECT g, CASE WHEN g <= 4 THEN 7301 ELSE 7302 END,
    (ARRAY['North', 'South', 'Harbour', 'Station'])[1 + g % 4] || ' ' || CASE WHEN g <= 4 THEN 'clinic' ELSE 'house' END,
    g * 3 || ' ' || (ARRAY['Linden Street', 'Kanalgatan', 'Rua do Sol', 'Mill Lane'])[1 + g % 4]
  FROM generate_series(1, 10) g;
INSERT INTO people SELECT g, CASE WHEN g % 3 = 0 THEN 7302 ELSE 7301 END, NULL,
    (ARRAY['Anna', 'Bruno', 'Chiara', 'Deniz', 'Emeka', 'Freya', 'Goran', 'Hana'])[1 + g % 8] || ' '
      || (ARRAY['Kowalska', 'Marques', 'Lindqvist', 'Yilmaz', 'Okoye', 'Novak', 'Papadaki'])[1 + g % 7]
      || CASE WHEN g % 3 = 0 THEN ' Emberly' ELSE '' END,
    'person' || g || CASE WHEN g % 3 = 0 THEN '@ember.test' ELSE '@delta.test' END,
    '+49 30 555' || lpad(g::text, 4, '0'), '1960-01-01'::date + (g * 97) % 15000, '2015-01-01'::date + (g * 31) % 4000
  FROM generate_series(1, 180) g;
UPDATE people SET manager_id = CASE organization_id WHEN 7301 THEN 1 ELSE 3 END WHERE id > 3;
INSERT INTO people_qualifications SELECT p.id, q.code FROM people p, qualifications q WHERE (p.id + length(q.code)) % 3 = 0;
INSERT INTO shifts SELECT g, 1 + g % 10, t, t + interval '8 hours'
  FROM generate_series(1, 2000) g, LATERAL (SELECT '2026-01-01T06:00Z'::timestamptz + g * interval '4 hours' AS t) s;
INSERT INTO assignments SELECT s.id, p.id FROM shifts s JOIN sites i ON i.id = s.site_id
  JOIN people p ON p.organization_id = i.organization_id AND (p.id + s.id) % 23 = 0;
INSERT INTO announcements VALUES
  (1, NULL, '2026-01-05', 'Shifts can be swapped from today'), (2, NULL, '2026-03-02', 'The calendar speaks Portuguese'),
  (3, 7301, '2026-02-10', 'The clinic by the harbour opens at six'), (4, 7302, '2026-02-11', 'Emberly: breakfast from five');
INSERT INTO absences (person_id, first_day, last_day, remark)
  SELECT id, d, d + id % 12, CASE WHEN id % 5 = 0 THEN 'Doctor’s note from ' || full_name END
  FROM people, LATERAL (SELECT '2026-02-01'::date + id) f(d);
