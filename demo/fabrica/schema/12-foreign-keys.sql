-- After the load. Circles (teams and their leads, parts and their current bill) are deferrable, so that both ends can
-- be written in one transaction.

ALTER TABLE countries ADD FOREIGN KEY (currency_code) REFERENCES currencies;
ALTER TABLE units ADD FOREIGN KEY (base_code) REFERENCES units;

ALTER TABLE teams
  ADD FOREIGN KEY (lead_id) REFERENCES users ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE users
  ADD FOREIGN KEY (team_id) REFERENCES teams DEFERRABLE INITIALLY DEFERRED,
  ADD FOREIGN KEY (manager_id) REFERENCES users DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE user_roles
  ADD FOREIGN KEY (user_id) REFERENCES users ON DELETE CASCADE,
  ADD FOREIGN KEY (role_id) REFERENCES roles,
  ADD FOREIGN KEY (granted_by) REFERENCES users;
ALTER TABLE sessions ADD FOREIGN KEY (user_id) REFERENCES users ON DELETE CASCADE;
ALTER TABLE api_keys ADD FOREIGN KEY (owner_id) REFERENCES users;

ALTER TABLE suppliers
  ADD FOREIGN KEY (country_code) REFERENCES countries,
  ADD FOREIGN KEY (currency_code) REFERENCES currencies;
ALTER TABLE supplier_bank_accounts
  ADD FOREIGN KEY (supplier_id) REFERENCES suppliers ON DELETE CASCADE,
  ADD FOREIGN KEY (currency_code) REFERENCES currencies;
ALTER TABLE customers
  ADD FOREIGN KEY (country_code) REFERENCES countries,
  ADD FOREIGN KEY (account_manager_id) REFERENCES users;
ALTER TABLE customer_contacts ADD FOREIGN KEY (customer_id) REFERENCES customers ON DELETE CASCADE;

ALTER TABLE parts
  ADD FOREIGN KEY (unit_code) REFERENCES units,
  ADD FOREIGN KEY (supplier_id) REFERENCES suppliers,
  ADD FOREIGN KEY (currency_code) REFERENCES currencies,
  ADD FOREIGN KEY (supersedes_id) REFERENCES parts,
  ADD FOREIGN KEY (engineer_id) REFERENCES users,
  ADD CONSTRAINT parts_current_bom_is_their_own
    FOREIGN KEY (current_bom_id, id) REFERENCES boms (id, part_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE boms
  ADD FOREIGN KEY (part_id) REFERENCES parts DEFERRABLE INITIALLY DEFERRED,
  ADD FOREIGN KEY (released_by) REFERENCES users;
ALTER TABLE bom_items
  ADD FOREIGN KEY (bom_id) REFERENCES boms ON DELETE CASCADE,
  ADD FOREIGN KEY (part_id) REFERENCES parts,
  ADD FOREIGN KEY (unit_code) REFERENCES units;

ALTER TABLE procedures
  ADD FOREIGN KEY (part_id) REFERENCES parts,
  ADD FOREIGN KEY (previous_id) REFERENCES procedures,
  ADD FOREIGN KEY (author_id) REFERENCES users,
  ADD FOREIGN KEY (approved_by) REFERENCES users;
ALTER TABLE procedure_steps
  ADD FOREIGN KEY (procedure_id) REFERENCES procedures ON DELETE CASCADE,
  ADD FOREIGN KEY (unit_code) REFERENCES units,
  ADD FOREIGN KEY (required_role_id) REFERENCES roles;

ALTER TABLE work_centers ADD FOREIGN KEY (team_id) REFERENCES teams;
ALTER TABLE runs
  ADD FOREIGN KEY (procedure_id) REFERENCES procedures,
  ADD FOREIGN KEY (part_id) REFERENCES parts,
  ADD FOREIGN KEY (parent_run_id) REFERENCES runs,
  ADD FOREIGN KEY (customer_id) REFERENCES customers,
  ADD FOREIGN KEY (operator_id) REFERENCES users,
  ADD FOREIGN KEY (work_center_id) REFERENCES work_centers;
ALTER TABLE run_steps
  ADD FOREIGN KEY (run_id) REFERENCES runs ON DELETE CASCADE,
  ADD FOREIGN KEY (procedure_step_id) REFERENCES procedure_steps,
  ADD FOREIGN KEY (operator_id) REFERENCES users;
ALTER TABLE measurements
  ADD CONSTRAINT measurements_taken_in_a_step
    FOREIGN KEY (run_id, step_position) REFERENCES run_steps (run_id, position) ON DELETE CASCADE,
  ADD FOREIGN KEY (unit_code) REFERENCES units,
  ADD FOREIGN KEY (operator_id) REFERENCES users;
ALTER TABLE work_center_bookings
  ADD FOREIGN KEY (work_center_id) REFERENCES work_centers,
  ADD FOREIGN KEY (run_id) REFERENCES runs ON DELETE CASCADE,
  ADD FOREIGN KEY (booked_by) REFERENCES users;

ALTER TABLE locations ADD FOREIGN KEY (parent_id) REFERENCES locations;
ALTER TABLE purchase_orders
  ADD FOREIGN KEY (supplier_id) REFERENCES suppliers,
  ADD FOREIGN KEY (currency_code) REFERENCES currencies,
  ADD FOREIGN KEY (buyer_id) REFERENCES users;
ALTER TABLE purchase_order_lines
  ADD FOREIGN KEY (order_id) REFERENCES purchase_orders ON DELETE CASCADE,
  ADD FOREIGN KEY (part_id) REFERENCES parts,
  ADD FOREIGN KEY (unit_code) REFERENCES units;
ALTER TABLE inventory
  ADD FOREIGN KEY (part_id) REFERENCES parts,
  ADD FOREIGN KEY (location_id) REFERENCES locations,
  ADD FOREIGN KEY (unit_code) REFERENCES units;
ALTER TABLE stock_movements
  ADD FOREIGN KEY (inventory_id) REFERENCES inventory,
  ADD CONSTRAINT stock_movements_receive_an_order_line
    FOREIGN KEY (order_id, order_line) REFERENCES purchase_order_lines (order_id, line_number) MATCH FULL,
  ADD FOREIGN KEY (run_id) REFERENCES runs,
  ADD FOREIGN KEY (moved_by) REFERENCES users;

ALTER TABLE attachments ADD FOREIGN KEY (uploaded_by) REFERENCES users;
ALTER TABLE comments
  ADD FOREIGN KEY (parent_id) REFERENCES comments ON DELETE CASCADE,
  ADD FOREIGN KEY (author_id) REFERENCES users;
ALTER TABLE audit_events ADD FOREIGN KEY (actor_id) REFERENCES users ON DELETE SET NULL;
ALTER TABLE webhook_endpoints ADD FOREIGN KEY (created_by) REFERENCES users;
ALTER TABLE webhook_deliveries ADD FOREIGN KEY (endpoint_id) REFERENCES webhook_endpoints ON DELETE CASCADE;
ALTER TABLE schedules ADD FOREIGN KEY (owner_email) REFERENCES users (email) ON UPDATE CASCADE;
