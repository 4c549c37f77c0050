-- Ways in that the screens and the API use. After the tables, so that a bulk load builds them once; at the end what
-- the planner should know, and a rule that came after its rows.

CREATE UNIQUE INDEX users_email_folded ON users (lower(email::text));
CREATE UNIQUE INDEX users_badge_code ON users (badge_code) WHERE badge_code IS NOT NULL;
CREATE INDEX users_active_by_team ON users (team_id) WHERE state = 'active';
CREATE INDEX sessions_by_user ON sessions (user_id, expires_at DESC) WHERE revoked_at IS NULL;
CREATE INDEX user_roles_by_role ON user_roles (role_id);

CREATE INDEX suppliers_by_name ON suppliers (search_name text_pattern_ops);
CREATE INDEX suppliers_by_city ON suppliers (((address).city));
CREATE UNIQUE INDEX supplier_bank_accounts_one_default ON supplier_bank_accounts (supplier_id) WHERE is_default;
CREATE INDEX customers_by_name ON customers (fold_text(name));
CREATE INDEX customers_tags ON customers USING gin (tags);
CREATE INDEX customers_details ON customers USING gin (details jsonb_path_ops);
CREATE UNIQUE INDEX customer_contacts_one_primary ON customer_contacts (customer_id) WHERE is_primary;

CREATE INDEX parts_search ON parts USING gin (search);
CREATE INDEX parts_by_supplier ON parts (supplier_id) INCLUDE (number, name) WHERE supplier_id IS NOT NULL;
CREATE INDEX parts_finish ON parts ((attributes ->> 'finish')) WHERE attributes ? 'finish';
CREATE INDEX parts_tags ON parts USING gin (tags);
CREATE INDEX bom_items_where_used ON bom_items (part_id);
CREATE INDEX procedures_search ON procedures USING gin (search);
CREATE UNIQUE INDEX procedures_one_released ON procedures (code) WHERE state = 'released';

CREATE INDEX runs_open ON runs (planned_start) WHERE status IN ('planned', 'released', 'in_progress', 'on_hold');
CREATE INDEX runs_by_part ON runs (part_id, started_at DESC NULLS LAST);
CREATE INDEX runs_serial_numbers ON runs USING gin (serial_numbers);
CREATE INDEX run_steps_unfinished ON run_steps (operator_id) WHERE status IN ('pending', 'in_progress');
CREATE INDEX measurements_by_step ON measurements (run_id, step_position);
CREATE INDEX measurements_out_of_tolerance ON measurements (characteristic, measured_at) WHERE NOT in_tolerance;
CREATE INDEX measurements_by_time ON measurements USING brin (measured_at);
CREATE INDEX work_center_bookings_by_run ON work_center_bookings USING hash (run_id);

CREATE INDEX inventory_by_location ON inventory (location_id, part_id);
CREATE INDEX stock_movements_by_inventory ON stock_movements (inventory_id, moved_at DESC);
CREATE INDEX purchase_orders_by_supplier ON purchase_orders (supplier_id, ordered_on DESC);
CREATE INDEX purchase_order_lines_by_part ON purchase_order_lines (part_id);
CREATE INDEX attachments_by_subject ON attachments (subject_table, subject_id);
CREATE INDEX comments_by_subject ON comments (subject_table, subject_id, created_at);
CREATE INDEX comments_search ON comments USING gin (search);
CREATE INDEX audit_events_by_row ON audit_events (table_name, row_id);
CREATE INDEX audit_events_by_time ON audit_events USING brin (occurred_at);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (next_attempt_at) WHERE next_attempt_at IS NOT NULL;

-- Kind and state go together, and cities follow countries: tell the planner.
CREATE STATISTICS parts_kind_and_state (dependencies, mcv) ON kind, state FROM parts;
CREATE STATISTICS customers_city_and_country (dependencies) ON city, country_code FROM customers;
ALTER TABLE runs ALTER COLUMN part_id SET STATISTICS 500;

ALTER TABLE purchase_orders ADD CONSTRAINT purchase_orders_expected_after_ordered
  CHECK (expected_on >= ordered_on) NOT VALID;
COMMENT ON CONSTRAINT purchase_orders_expected_after_ordered ON purchase_orders
  IS 'Not validated: orders imported from the system before this one break it.';
