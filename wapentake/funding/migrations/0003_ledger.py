"""The ledger's own function and guards: one way to move money, none to change what was written."""

from django.db import migrations

POSTING = r"""
-- Everybody who moves money in a fund's year holds this lock in its shared form; closing the year takes it alone.
CREATE FUNCTION funding_year_key(the_fund bigint, the_year integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT hashtextextended('funding_year:' || the_fund || ':' || the_year, 0)
$$;

-- Errors of its own, told apart by their codes:
--   WP001 too little money (detail: account, stage, what is there and what is wanted, as JSON)
--   WP002 the key was used for something else    WP003 the year is not open    WP004 the date is not in the year
--   WP005 the legs are wrong
CREATE FUNCTION funding_post(
  the_id bigint, the_key text, the_kind text, the_on date, the_by bigint, the_at timestamptz,
  the_accounts bigint[], the_pence bigint[], the_asked text, the_application bigint, the_reverses bigint,
  the_stream text, the_action text, the_facts text
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  the_body bytea;
  first_body bytea;
  posted bigint;
  short record;
  found_accounts integer;
  bad_year boolean;
  bad_date boolean;
  bad_account boolean;
BEGIN
  IF cardinality(the_accounts) < 2 OR cardinality(the_accounts) <> cardinality(the_pence)
     OR (SELECT sum(p) FROM unnest(the_pence) AS p) <> 0 THEN
    RAISE EXCEPTION 'The legs of a transfer sum to nought' USING ERRCODE = 'WP005';
  END IF;

  -- 1. Claim the key. Whoever comes second waits here for the first, and gets the first one's answer.
  the_body := sha256(convert_to(jsonb_build_array(
    the_kind, the_by, the_accounts, the_pence, the_application, the_reverses, the_asked)::text, 'UTF8'));
  PERFORM set_config('wapentake.posting', pg_current_xact_id()::text, true);
  INSERT INTO funding_transfer (id, key, body, kind, "on", by_id, at, application_id, reverses_id)
    VALUES (coalesce(the_id, nextval(pg_get_serial_sequence('funding_transfer', 'id'))),
            the_key, the_body, the_kind, the_on, the_by, the_at, the_application, the_reverses)
    ON CONFLICT (key) DO NOTHING RETURNING id INTO posted;
  IF posted IS NULL THEN
    PERFORM set_config('wapentake.posting', '', true);
    SELECT id, body INTO posted, first_body FROM funding_transfer WHERE key = the_key;
    IF first_body <> the_body THEN
      RAISE EXCEPTION 'The key % was used for another transfer', the_key USING ERRCODE = 'WP002';
    END IF;
    RETURN posted;
  END IF;

  -- 2. Hold the years open, then look at them.
  PERFORM pg_advisory_xact_lock_shared(funding_year_key(fund_id, year)) FROM (
    SELECT DISTINCT fund_id, year::integer AS year FROM funding_account WHERE id = ANY (the_accounts) ORDER BY 1, 2
  ) AS years;
  SELECT count(*), bool_or(y.state IS DISTINCT FROM 'open'),
         bool_or(the_on < make_date(a.year, 4, 1) OR the_on >= make_date(a.year + 1, 4, 1)),
         bool_or(a.stage <> 'source' AND b.account_id IS NULL)
    INTO found_accounts, bad_year, bad_date, bad_account
    FROM funding_account AS a
    LEFT JOIN funding_fundyear AS y ON y.fund_id = a.fund_id AND y.year = a.year
    LEFT JOIN funding_balance AS b ON b.account_id = a.id
    WHERE a.id = ANY (the_accounts);
  IF found_accounts <> (SELECT count(DISTINCT a) FROM unnest(the_accounts) AS a) OR bad_account THEN
    RAISE EXCEPTION 'A leg names no account that has a balance' USING ERRCODE = 'WP005';
  ELSIF bad_year THEN
    RAISE EXCEPTION 'The year is not open' USING ERRCODE = 'WP003';
  ELSIF bad_date THEN
    RAISE EXCEPTION '% is not in the year of the accounts', the_on USING ERRCODE = 'WP004';
  END IF;

  -- 3. Lock the balances in the order of their ids, and only then look at what is there.
  PERFORM FROM funding_balance WHERE account_id = ANY (the_accounts) ORDER BY account_id FOR UPDATE;
  SELECT b.account_id, a.stage, b.pence AS there, -l.pence AS wanted INTO short
    FROM (SELECT x.a, sum(x.p)::bigint AS pence FROM unnest(the_accounts, the_pence) AS x (a, p) GROUP BY x.a) AS l
    JOIN funding_balance AS b ON b.account_id = l.a
    JOIN funding_account AS a ON a.id = l.a
    WHERE b.pence + l.pence < 0 ORDER BY b.account_id LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'There is too little money' USING ERRCODE = 'WP001', DETAIL = row_to_json(short)::text;
  END IF;

  -- 4. Move it.
  UPDATE funding_balance AS b SET pence = b.pence + l.pence
    FROM (SELECT x.a, sum(x.p)::bigint AS pence FROM unnest(the_accounts, the_pence) AS x (a, p) GROUP BY x.a) AS l
    WHERE b.account_id = l.a;
  INSERT INTO funding_entry (transfer_id, account_id, pence)
    SELECT posted, x.a, x.p FROM unnest(the_accounts, the_pence) AS x (a, p);
  PERFORM set_config('wapentake.posting', '', true);

  -- 5. Say so, last: the chain's head is the lock that most others wait for.
  PERFORM audit_append(the_stream, the_action, the_by, the_at, the_facts);
  RETURN posted;
END
$$;
"""

GUARDS = r"""
CREATE FUNCTION funding_only_by_posting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('wapentake.posting', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
    RAISE EXCEPTION 'Money moves only through funding_post: % on % is refused', lower(tg_op), tg_table_name;
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION funding_balance_begins_at_nought() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.pence <> 0 OR (SELECT stage FROM funding_account WHERE id = NEW.account_id) = 'source' THEN
    RAISE EXCEPTION 'A balance begins at nought, and a source has none';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION funding_legs_sum_to_nought() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum(pence) FROM funding_entry WHERE transfer_id = NEW.transfer_id) <> 0 THEN
    RAISE EXCEPTION 'The legs of transfer % do not sum to nought', NEW.transfer_id;
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER by_posting BEFORE INSERT ON funding_transfer FOR EACH ROW EXECUTE FUNCTION funding_only_by_posting();
CREATE TRIGGER by_posting BEFORE INSERT ON funding_entry FOR EACH ROW EXECUTE FUNCTION funding_only_by_posting();
CREATE TRIGGER by_posting BEFORE UPDATE ON funding_balance FOR EACH ROW EXECUTE FUNCTION funding_only_by_posting();
CREATE TRIGGER begins_at_nought BEFORE INSERT ON funding_balance
  FOR EACH ROW EXECUTE FUNCTION funding_balance_begins_at_nought();
CREATE TRIGGER keep_rows BEFORE DELETE ON funding_balance FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER keep_table BEFORE TRUNCATE ON funding_balance FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE CONSTRAINT TRIGGER legs_sum_to_nought AFTER INSERT ON funding_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION funding_legs_sum_to_nought();
-- Balances change at every transfer: room on the page keeps those changes from bloating the index.
ALTER TABLE funding_balance SET (fillfactor = 50);
"""

APPEND_ONLY = ("funding_account", "funding_transfer", "funding_entry", "funding_decision")

# On this installation's own cluster the program runs as a lesser role, which may then not even try.
RIGHTS = r"""
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'wapentake_app') THEN
    REVOKE INSERT, UPDATE, DELETE ON funding_transfer, funding_entry FROM wapentake_app;
    REVOKE UPDATE, DELETE ON funding_account, funding_balance, funding_decision FROM wapentake_app;
  END IF;
END $$;
"""


def guard(table: str) -> str:
    """Return the triggers that keep a table append-only."""
    return f"""
CREATE TRIGGER keep_rows BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER keep_table BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""


def unguard(table: str) -> str:
    """Return the statements that take those triggers away."""
    return f"DROP TRIGGER keep_rows ON {table}; DROP TRIGGER keep_table ON {table};"


UNDO = """
DROP FUNCTION funding_only_by_posting() CASCADE;
DROP FUNCTION funding_balance_begins_at_nought() CASCADE;
DROP FUNCTION funding_legs_sum_to_nought() CASCADE;
DROP FUNCTION funding_post(
  bigint, text, text, date, bigint, timestamptz, bigint[], bigint[], text, bigint, bigint, text, text, text);
DROP FUNCTION funding_year_key(bigint, integer);
""" + "".join(map(unguard, (*APPEND_ONLY, "funding_balance")))


class Migration(migrations.Migration):
    dependencies = [("funding", "0002_years_drafts_moves"), ("foundation", "0002_audit_functions")]

    operations = [migrations.RunSQL(POSTING + GUARDS + "".join(map(guard, APPEND_ONLY)) + RIGHTS, UNDO)]
