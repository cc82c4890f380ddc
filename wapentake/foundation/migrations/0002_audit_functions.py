"""The audit's functions and triggers: one way to append, none to change."""

from django.db import migrations

FUNCTIONS = r"""
CREATE FUNCTION audit_nothing() RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT decode(repeat('00', 32), 'hex')
$$;

CREATE FUNCTION audit_hash(
  prev bytea, stream text, seq bigint, action text, by_id bigint, at timestamptz, facts text
) RETURNS bytea LANGUAGE sql STABLE AS $$
  -- Each part with its length, so that no two records read alike.
  SELECT sha256(prev || convert_to(
    length(stream) || ':' || stream || seq || ':' || length(action) || ':' || action || coalesce(by_id::text, '-') || ':'
    || extract(epoch FROM at)::numeric(20, 6) || ':' || length(facts) || ':' || facts, 'UTF8'))
$$;

CREATE FUNCTION audit_append(
  the_stream text, the_action text, the_by bigint, the_at timestamptz, the_facts text
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  last_seq bigint;
  last_hash bytea;
  new_hash bytea;
  new_id bigint;
BEGIN
  INSERT INTO foundation_audithead (stream, seq, hash) VALUES (the_stream, 0, audit_nothing())
    ON CONFLICT (stream) DO NOTHING;
  SELECT seq, hash INTO last_seq, last_hash FROM foundation_audithead WHERE stream = the_stream FOR UPDATE;
  new_hash := audit_hash(last_hash, the_stream, last_seq + 1, the_action, the_by, the_at, the_facts);
  INSERT INTO foundation_auditrecord (stream, seq, action, by_id, at, facts, prev, hash)
    VALUES (the_stream, last_seq + 1, the_action, the_by, the_at, the_facts, last_hash, new_hash)
    RETURNING id INTO new_id;
  UPDATE foundation_audithead SET seq = last_seq + 1, hash = new_hash WHERE stream = the_stream;
  RETURN new_id;
END
$$;

CREATE FUNCTION audit_digest(the_day date, the_at timestamptz) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
  before bytea;
  made bytea;
  the_id bigint;
  said text;
  how_many integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('audit_digest'));
  SELECT digest INTO made FROM foundation_auditdigest WHERE day = the_day;
  IF FOUND THEN
    RETURN made;
  END IF;
  IF EXISTS (SELECT FROM foundation_auditdigest WHERE day > the_day) THEN
    RAISE EXCEPTION 'A digest of a later day exists: digests are made day by day';
  END IF;
  SELECT digest INTO before FROM foundation_auditdigest ORDER BY day DESC LIMIT 1;
  before := coalesce(before, audit_nothing());
  the_id := nextval(pg_get_serial_sequence('foundation_auditdigest', 'id'));
  INSERT INTO foundation_auditdigestline (digest_id, stream, seq, hash)
    SELECT the_id, head.stream, head.seq, head.hash FROM foundation_audithead AS head
    LEFT JOIN LATERAL (
      SELECT line.seq FROM foundation_auditdigestline AS line
      WHERE line.stream = head.stream ORDER BY line.id DESC LIMIT 1
    ) AS last ON true
    WHERE last.seq IS DISTINCT FROM head.seq;
  SELECT coalesce(string_agg(line.stream || ' ' || line.seq || ' ' || encode(line.hash, 'hex'), E'\n'
           ORDER BY line.stream COLLATE "C"), ''), count(*)
    INTO said, how_many FROM foundation_auditdigestline AS line WHERE line.digest_id = the_id;
  made := sha256(before || convert_to(the_day || E'\n' || said, 'UTF8'));
  INSERT INTO foundation_auditdigest (id, day, heads, prev, digest, at) OVERRIDING SYSTEM VALUE
    VALUES (the_id, the_day, how_many, before, made, the_at);
  RETURN made;
END
$$;

-- One guard for every append-only table: whatever the row, it stays as it was written.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', tg_table_name, lower(tg_op);
END
$$;
"""

APPEND_ONLY = ("foundation_auditrecord", "foundation_auditdigest", "foundation_auditdigestline")


def guard(table: str) -> str:
    """Return the triggers that keep a table append-only."""
    return f"""
CREATE TRIGGER keep_rows BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER keep_table BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""


UNDO = """
DROP FUNCTION audit_digest(date, timestamptz);
DROP FUNCTION audit_append(text, text, bigint, timestamptz, text);
DROP FUNCTION audit_hash(bytea, text, bigint, text, bigint, timestamptz, text);
DROP FUNCTION audit_nothing();
DROP FUNCTION refuse_change() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial")]

    operations = [migrations.RunSQL(FUNCTIONS + "".join(map(guard, APPEND_ONLY)), UNDO)]
