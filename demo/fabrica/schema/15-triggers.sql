-- Rules that must hold whoever writes. Several of them must stay silent while rows are loaded: stock would move twice,
-- finished runs would refuse their own steps, and every loaded row would leave an audit event.

CREATE FUNCTION touch_updated_at() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END;
$$;

CREATE TRIGGER touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER touch BEFORE UPDATE ON suppliers FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER touch BEFORE UPDATE ON customers FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER touch BEFORE UPDATE ON parts FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER touch BEFORE UPDATE ON boms FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER touch BEFORE UPDATE ON runs FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER touch BEFORE UPDATE ON inventory FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER touch BEFORE UPDATE ON purchase_orders FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER touch BEFORE UPDATE ON branding FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER touch BEFORE UPDATE ON feature_flags FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER touch BEFORE UPDATE ON settings FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
-- Indexing a procedure for search is not a change of it.
CREATE TRIGGER touch BEFORE UPDATE OF code, revision, title, summary, part_id, previous_id, state, author_id, approved_by,
  approved_at, tags ON procedures FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE FUNCTION keep_procedure_search() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  NEW.search := procedure_search_text(NEW.title, NEW.summary, NEW.tags);
  RETURN NEW;
END;
$$;

CREATE TRIGGER keep_search BEFORE INSERT OR UPDATE OF title, summary, tags ON procedures
  FOR EACH ROW EXECUTE FUNCTION keep_procedure_search();

CREATE FUNCTION record_audit_event() RETURNS trigger
  LANGUAGE plpgsql
AS $$
DECLARE
  actor bigint := nullif(current_setting('fabrica.user_id', true), '')::bigint;
BEGIN
  INSERT INTO audit_events (action, table_name, row_id, actor_id, actor_email, before, after)
  VALUES (
    lower(TG_OP)::audit_action,
    TG_TABLE_NAME,
    coalesce(to_jsonb(NEW), to_jsonb(OLD)) ->> 'id',
    actor,
    (SELECT email FROM users WHERE id = actor),
    CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) - 'search' END,
    CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) - 'search' END
  );
  RETURN NULL;
END;
$$;

CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON parts FOR EACH ROW EXECUTE FUNCTION record_audit_event();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON suppliers FOR EACH ROW EXECUTE FUNCTION record_audit_event();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON customers FOR EACH ROW EXECUTE FUNCTION record_audit_event();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON purchase_orders FOR EACH ROW EXECUTE FUNCTION record_audit_event();
CREATE TRIGGER audit AFTER UPDATE ON runs FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION record_audit_event();

CREATE FUNCTION apply_stock_movement() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  UPDATE inventory SET quantity = quantity + NEW.quantity WHERE id = NEW.inventory_id;
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION apply_stock_movement() IS 'Fired on a load of both tables it would count every movement twice.';

CREATE TRIGGER apply AFTER INSERT ON stock_movements FOR EACH ROW EXECUTE FUNCTION apply_stock_movement();

CREATE FUNCTION refuse_steps_of_closed_runs() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  IF EXISTS (SELECT FROM runs WHERE id = NEW.run_id AND status IN ('completed', 'scrapped', 'cancelled')) THEN
    RAISE EXCEPTION 'Run % is closed', NEW.run_id USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER refuse_when_closed BEFORE INSERT OR UPDATE ON run_steps
  FOR EACH ROW EXECUTE FUNCTION refuse_steps_of_closed_runs();

CREATE FUNCTION refuse_bom_cycles() RETURNS trigger
  LANGUAGE plpgsql
AS $$
DECLARE
  root bigint := (SELECT part_id FROM boms WHERE id = NEW.bom_id);
BEGIN
  IF NEW.part_id = root OR EXISTS (SELECT FROM explode_bom(NEW.part_id) e WHERE e.part_id = root) THEN
    RAISE EXCEPTION 'Part % would contain itself', root USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END;
$$;

CREATE CONSTRAINT TRIGGER refuse_cycles AFTER INSERT OR UPDATE ON bom_items
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_bom_cycles();
