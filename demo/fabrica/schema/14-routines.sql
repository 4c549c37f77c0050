-- Names in BEGIN ATOMIC bodies are bound when the function is made. The others find theirs by the caller's search
-- path, which is how one text serves every tenant.

CREATE FUNCTION convert_quantity(value numeric, from_unit text, to_unit text) RETURNS numeric
  LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
  SELECT round(value * f.factor / t.factor, 6)
  FROM units f
  JOIN units t ON coalesce(t.base_code, t.code) = coalesce(f.base_code, f.code)
  WHERE f.code = from_unit AND t.code = to_unit;
END;
COMMENT ON FUNCTION convert_quantity(numeric, text, text) IS 'NULL where the two units do not measure the same.';

CREATE FUNCTION explode_bom(root_part bigint)
  RETURNS TABLE (level integer, part_id bigint, part_number text, total_quantity numeric)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH RECURSIVE tree AS (
    SELECT 1 AS level, i.part_id, i.gross_quantity AS quantity, ARRAY[root_part, i.part_id] AS path
    FROM parts p
    JOIN bom_items i ON i.bom_id = p.current_bom_id
    WHERE p.id = root_part
    UNION ALL
    SELECT t.level + 1, i.part_id, t.quantity * i.gross_quantity, t.path || i.part_id
    FROM tree t
    JOIN parts p ON p.id = t.part_id
    JOIN bom_items i ON i.bom_id = p.current_bom_id
    WHERE t.level < 20 AND i.part_id <> ALL (t.path)
  )
  SELECT min(t.level), t.part_id, p.number::text, sum(t.quantity)
  FROM tree t
  JOIN parts p ON p.id = t.part_id
  GROUP BY t.part_id, p.number;
END;
COMMENT ON FUNCTION explode_bom(bigint) IS 'All that goes into one part, through every level, with gross quantities.';

CREATE FUNCTION next_revision(revision text) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT
AS $$
DECLARE
  last_letter text := right(revision, 1);
BEGIN
  IF last_letter <> 'Z' THEN
    RETURN left(revision, -1) || chr(ascii(last_letter) + 1);
  ELSIF length(revision) = 1 THEN
    RETURN 'AA';
  END IF;
  RETURN next_revision(left(revision, -1)) || 'A';
END;
$$;

CREATE FUNCTION procedure_search_text(title text, summary text, tags text[]) RETURNS tsvector
  LANGUAGE sql IMMUTABLE
  RETURN setweight(to_tsvector('simple', coalesce(title, '')), 'A')
    || setweight(to_tsvector('simple', array_to_string(tags, ' ')), 'B')
    || setweight(to_tsvector('simple', coalesce(summary, '')), 'C');

CREATE FUNCTION refresh_search() RETURNS bigint
  LANGUAGE plpgsql
AS $$
DECLARE
  changed bigint;
BEGIN
  UPDATE procedures SET search = procedure_search_text(title, summary, tags) WHERE search IS NULL;
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END;
$$;
COMMENT ON FUNCTION refresh_search() IS 'Fills what the trigger keeps, for rows written while it was off. May be repeated.';

CREATE PROCEDURE close_run(run bigint, outcome run_status DEFAULT 'completed')
  LANGUAGE plpgsql
AS $$
BEGIN
  IF outcome NOT IN ('completed', 'scrapped', 'cancelled') THEN
    RAISE EXCEPTION 'A run does not end as %', outcome USING ERRCODE = 'check_violation';
  END IF;
  UPDATE run_steps SET status = 'skipped' WHERE run_id = run AND status IN ('pending', 'in_progress');
  UPDATE runs SET status = outcome, finished_at = coalesce(finished_at, now()) WHERE id = run;
END;
$$;
