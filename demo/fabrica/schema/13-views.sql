CREATE VIEW open_runs AS
  SELECT r.id, r.code, r.status, r.planned_start, p.number AS part_number, p.name AS part_name,
         u.full_name AS operator, count(s.id) FILTER (WHERE s.status = 'done') AS steps_done, count(s.id) AS steps
  FROM runs r
  JOIN parts p ON p.id = r.part_id
  LEFT JOIN users u ON u.id = r.operator_id
  LEFT JOIN run_steps s ON s.run_id = r.id
  WHERE r.status IN ('planned', 'released', 'in_progress', 'on_hold')
  GROUP BY r.id, p.number, p.name, u.full_name;
COMMENT ON VIEW open_runs IS 'The board at the entrance of the hall.';

CREATE VIEW stock_by_part AS
  SELECT p.id AS part_id, p.number, p.name, p.unit_code, p.safety_stock,
         coalesce(sum(i.quantity::numeric), 0) AS on_hand, coalesce(sum(i.available), 0) AS available,
         coalesce(sum(i.available), 0) < p.safety_stock::numeric AS is_short
  FROM parts p
  LEFT JOIN inventory i ON i.part_id = p.id
  GROUP BY p.id;

CREATE VIEW short_parts AS
  SELECT part_id, number, name, available, safety_stock FROM stock_by_part WHERE is_short;
COMMENT ON VIEW short_parts IS 'A view upon a view: what purchasing looks at every morning.';

CREATE VIEW purchase_order_totals AS
  SELECT o.id, o.number, o.status, s.name AS supplier, o.currency_code, count(*) AS lines, sum(l.amount) AS total
  FROM purchase_orders o
  JOIN suppliers s ON s.id = o.supplier_id
  JOIN purchase_order_lines l ON l.order_id = o.id
  GROUP BY o.id, s.name;

CREATE VIEW people_directory AS
  SELECT u.id, u.full_name, u.native_name, u.email, u.phone, t.name AS team, m.full_name AS manager
  FROM users u
  LEFT JOIN teams t ON t.id = u.team_id
  LEFT JOIN users m ON m.id = u.manager_id
  WHERE u.state = 'active';

CREATE VIEW part_yield AS
  SELECT r.part_id, count(*) AS readings, round(avg(m.in_tolerance::integer), 4) AS share_in_tolerance
  FROM measurements m
  JOIN runs r ON r.id = m.run_id
  GROUP BY r.part_id;

CREATE MATERIALIZED VIEW supplier_spend AS
  SELECT s.id AS supplier_id, s.name, s.contact_name, o.currency_code,
         date_trunc('quarter', o.ordered_on::timestamp)::date AS quarter,
         count(DISTINCT o.id) AS orders, sum(l.quantity * l.unit_price) AS spend
  FROM suppliers s
  JOIN purchase_orders o ON o.supplier_id = s.id AND o.status <> 'cancelled'
  JOIN purchase_order_lines l ON l.order_id = o.id
  WHERE o.ordered_on IS NOT NULL
  GROUP BY s.id, o.currency_code, 5;
CREATE UNIQUE INDEX supplier_spend_key ON supplier_spend (supplier_id, currency_code, quarter);
COMMENT ON MATERIALIZED VIEW supplier_spend IS 'Refreshed every night; carries names, so it is as sensitive as its sources.';
