-- An event is let in only as the next of the chain: its number is one more than the head's, it names the head's hash, and
-- it tells the time that the server has. The time may differ by a minute, since a transaction takes some before it appends.
-- The head's row is locked, so that two that append at once come one after the other. One statement adds one event.
CREATE FUNCTION "let_next_event_in"() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  head RECORD;
BEGIN
  SELECT "seq", "hash" INTO STRICT head FROM "AuditHead" WHERE "id" = 1 FOR UPDATE;
  IF NEW."seq" <> head."seq" + 1 OR NEW."previousHash" <> head."hash" THEN
    RAISE EXCEPTION 'event % is refused: the next one is %, and names the hash of the one before', NEW."seq", head."seq" + 1
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW."hash" !~ '^[0-9a-f]{64}$' THEN
    RAISE EXCEPTION 'event % is refused: its hash is none', NEW."seq" USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW."at" < clock_timestamp() - INTERVAL '1 minute' OR NEW."at" > clock_timestamp() + INTERVAL '1 minute' THEN
    RAISE EXCEPTION 'event % is refused: it tells another time than this server', NEW."seq"
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;

-- The head moves with the event that is let in, so that none ever stands behind it.
CREATE FUNCTION "move_audit_head"() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE "AuditHead" SET "seq" = NEW."seq", "hash" = NEW."hash" WHERE "id" = 1;
  RETURN NULL;
END
$$;

-- Nothing else moves it. An update that changes nothing passes: programs of the release before this one still send it.
CREATE FUNCTION "keep_head_at_last_event"() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW IS NOT DISTINCT FROM OLD THEN RETURN NEW; END IF;
  IF NEW."id" = OLD."id" AND NEW."seq" = OLD."seq" + 1 AND EXISTS (
    SELECT FROM "AuditEvent" e
    WHERE e."seq" = NEW."seq" AND e."hash" = NEW."hash" AND e."previousHash" = OLD."hash"
  ) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'the head of the audit moves with its next event alone' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER "audit_event_is_the_next" BEFORE INSERT ON "AuditEvent"
  FOR EACH ROW EXECUTE FUNCTION "let_next_event_in"();
CREATE TRIGGER "audit_event_moves_head" AFTER INSERT ON "AuditEvent"
  FOR EACH ROW EXECUTE FUNCTION "move_audit_head"();
CREATE TRIGGER "audit_head_follows" BEFORE UPDATE ON "AuditHead"
  FOR EACH ROW EXECUTE FUNCTION "keep_head_at_last_event"();
CREATE TRIGGER "audit_head_is_one" BEFORE INSERT ON "AuditHead"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- In sessions with session_replication_role = replica too.
ALTER TABLE "AuditEvent" ENABLE ALWAYS TRIGGER "audit_event_is_append_only";
ALTER TABLE "AuditEvent" ENABLE ALWAYS TRIGGER "audit_event_is_the_next";
ALTER TABLE "AuditEvent" ENABLE ALWAYS TRIGGER "audit_event_moves_head";
ALTER TABLE "AuditHead" ENABLE ALWAYS TRIGGER "audit_head_stays";
ALTER TABLE "AuditHead" ENABLE ALWAYS TRIGGER "audit_head_follows";
ALTER TABLE "AuditHead" ENABLE ALWAYS TRIGGER "audit_head_is_one";
