/**
 * In the manner of schemas of forums and content systems: threads as trees by a reference to themselves, by paths in text
 * and by a closure table; case-insensitive names, hstore and JSON settings, counters kept by triggers, votes, tags in
 * arrays under GIN, translations, and an audit in partitions of partitions.
 */
export const forumSchema = 'forum';

export const forumSql = `
  CREATE SCHEMA forum;
  SET search_path = forum, public;
  CREATE EXTENSION IF NOT EXISTS citext SCHEMA public;
  CREATE EXTENSION IF NOT EXISTS hstore SCHEMA public;
  CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;
  CREATE TYPE state AS ENUM ('draft', 'published', 'hidden by moderator');
  CREATE DOMAIN tree_path AS text CHECK (VALUE ~ '^[0-9]+(\\.[0-9]+)*$');
  CREATE DOMAIN slug AS citext CHECK (VALUE OPERATOR(public.~) '^[a-z0-9-]+$');
  CREATE TABLE account (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), handle citext NOT NULL UNIQUE, email citext NOT NULL UNIQUE, display_name text,
    bio text, settings jsonb NOT NULL DEFAULT '{}', extra hstore, last_ip inet, invited_by uuid REFERENCES account, posts int NOT NULL DEFAULT 0, api_token text UNIQUE,
    joined timestamptz NOT NULL);
  INSERT INTO account (id, handle, email, display_name, bio, settings, extra, last_ip, invited_by, api_token, joined)
    SELECT md5('a' || g)::uuid, 'User' || g, 'User' || g || '@Forum.fi', 'Ville ' || g, CASE g % 3 WHEN 0 THEN NULL ELSE 'I live in Espoo ' || g END,
           jsonb_build_object('theme', 'dark', 'signature', 'Ville ' || g, 'notify', jsonb_build_object('mail', 'user' || g || '@forum.fi', 'every', 5)),
           hstore('phone', '+35840555' || 1000 + g), '10.4.0.0'::inet + g, CASE WHEN g > 1 THEN md5('a' || g / 2)::uuid END, md5('token' || g), '2020-01-01Z'::timestamptz + g * interval '1 day'
      FROM generate_series(1, 120) g;
  CREATE TABLE board (id smallint PRIMARY KEY, slug slug UNIQUE, parent smallint REFERENCES board, path tree_path NOT NULL UNIQUE, title jsonb NOT NULL);
  INSERT INTO board VALUES (1, 'root', NULL, '1', '{"en": "Everything"}'), (2, 'news', 1, '1.2', '{"en": "News", "fi": "Uutiset"}'), (3, 'old-news', 2, '1.2.3', '{"en": "Old"}');
  CREATE TABLE post (id bigserial PRIMARY KEY, board_id smallint NOT NULL REFERENCES board, author_id uuid REFERENCES account ON DELETE SET NULL, parent_id bigint REFERENCES post ON DELETE CASCADE,
    path tree_path NOT NULL, title text, body text NOT NULL, state state NOT NULL DEFAULT 'published', tags text[] NOT NULL DEFAULT '{}', replies int NOT NULL DEFAULT 0, attachments jsonb[],
    depth int GENERATED ALWAYS AS (array_length(string_to_array(path::text, '.'), 1)) STORED, created timestamptz NOT NULL, accepted bigint,
    UNIQUE (id, board_id));
  INSERT INTO post (board_id, author_id, parent_id, path, title, body, tags, attachments, created)
    SELECT 1 + g % 3, md5('a' || 1 + g % 120)::uuid, CASE WHEN g > 20 THEN g / 2 END, CASE WHEN g > 20 THEN (g / 2)::text || '.' ELSE '' END || g, CASE WHEN g <= 20 THEN 'Thread ' || g END,
           'As Ville ' || g || ' said, call +35840555' || 1000 + g, ARRAY['tag' || g % 7, 'sauna'], CASE g % 10 WHEN 0 THEN ARRAY[jsonb_build_object('name', 'photo' || g || '.jpg')] END,
           '2021-01-01Z'::timestamptz + g * interval '1 hour' FROM generate_series(1, 400) g;
  ALTER TABLE post ADD FOREIGN KEY (accepted) REFERENCES post (id) DEFERRABLE INITIALLY DEFERRED;
  UPDATE post SET accepted = id * 2 WHERE id BETWEEN 21 AND 60;
  SET CONSTRAINTS ALL IMMEDIATE;
  CREATE TABLE closure (ancestor bigint REFERENCES post, descendant bigint REFERENCES post, distance int NOT NULL, PRIMARY KEY (ancestor, descendant));
  INSERT INTO closure WITH RECURSIVE up AS (SELECT id AS ancestor, id AS descendant, 0 AS distance FROM post
    UNION ALL SELECT p.parent_id, up.descendant, up.distance + 1 FROM up JOIN post p ON p.id = up.ancestor WHERE p.parent_id IS NOT NULL) SELECT * FROM up;
  CREATE TABLE vote (post_id bigint, board_id smallint, account_id uuid REFERENCES account, value smallint NOT NULL CHECK (value IN (-1, 1)),
    PRIMARY KEY (post_id, account_id), FOREIGN KEY (post_id, board_id) REFERENCES post (id, board_id) ON UPDATE CASCADE);
  INSERT INTO vote SELECT id, board_id, md5('a' || 1 + (id * 7) % 120)::uuid, 1 FROM post;
  CREATE FUNCTION count_reply() RETURNS trigger LANGUAGE plpgsql SET search_path = forum, pg_temp AS $$
    BEGIN
      UPDATE post SET replies = replies + 1 WHERE id = NEW.parent_id;
      UPDATE account SET posts = posts + 1 WHERE id = NEW.author_id;
      RETURN NEW;
    END $$;
  CREATE TRIGGER count_reply AFTER INSERT ON post FOR EACH ROW EXECUTE FUNCTION count_reply();
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'votes are closed'; END $$;
  CREATE TRIGGER closed BEFORE INSERT ON vote FOR EACH STATEMENT EXECUTE FUNCTION refuse();
  CREATE TABLE audit (id bigint NOT NULL, kind text NOT NULL, at date NOT NULL, account_id uuid, detail json) PARTITION BY LIST (kind);
  CREATE TABLE audit_sign_in PARTITION OF audit FOR VALUES IN ('sign-in', 'sign-out') PARTITION BY RANGE (at);
  CREATE TABLE audit_sign_in_2021 PARTITION OF audit_sign_in FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
  CREATE TABLE audit_sign_in_rest PARTITION OF audit_sign_in DEFAULT;
  CREATE TABLE audit_rest PARTITION OF audit DEFAULT;
  INSERT INTO audit SELECT g, CASE g % 3 WHEN 0 THEN 'sign-in' WHEN 1 THEN 'sign-out' ELSE 'edit' END, '2020-12-01'::date + g, md5('a' || 1 + g % 120)::uuid,
      json_build_object('ip', '10.4.0.' || g % 200) FROM generate_series(1, 300) g;
  ALTER TABLE audit ADD FOREIGN KEY (account_id) REFERENCES account;
  CREATE INDEX post_tags ON post USING gin (tags);
  CREATE INDEX post_words ON post USING gin (to_tsvector('simple', body));
  CREATE INDEX post_alike ON post USING gin (title public.gin_trgm_ops);
  CREATE INDEX account_theme ON account ((settings ->> 'theme'));
  CREATE RECURSIVE VIEW boards_up (id, root) AS SELECT id, id FROM board WHERE parent IS NULL UNION ALL SELECT b.id, u.root FROM board b JOIN boards_up u ON u.id = b.parent;
  CREATE MATERIALIZED VIEW busiest AS SELECT author_id, count(*) AS posts FROM post GROUP BY author_id WITH DATA;
  CREATE MATERIALIZED VIEW never AS SELECT * FROM busiest WITH NO DATA;
  COMMENT ON TYPE state IS 'drafts are seen by their author';
  COMMENT ON TRIGGER count_reply ON post IS 'keeps counters';
  RESET search_path;`;
