"""What may never be untrue of moves, frozen and closed years and dated rules, held by the database as well."""

from django.db import migrations

GUARDS = r"""
-- What a transfer may do with several funds and with a frozen year. Errors of its own, told apart by their codes:
--   WP006 money would leave its ring    WP007 the fund is frozen
CREATE FUNCTION funding_keeps_rings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A correction undoes exactly what it corrects, and nothing else is asked of it.
  IF EXISTS (
    SELECT FROM legs JOIN funding_transfer AS t ON t.id = legs.transfer_id WHERE t.reverses_id IS NOT NULL
  ) THEN
    IF EXISTS (
      SELECT FROM (
        SELECT e.account_id, e.pence FROM funding_entry AS e
          WHERE e.transfer_id IN (SELECT t.reverses_id FROM legs JOIN funding_transfer AS t ON t.id = legs.transfer_id)
        UNION ALL SELECT account_id, pence FROM legs
      ) AS both_ways GROUP BY account_id HAVING sum(pence) <> 0
    ) THEN
      RAISE EXCEPTION 'A correction undoes what it corrects' USING ERRCODE = 'WP005';
    END IF;
    RETURN NULL;
  END IF;

  -- Never capital to revenue (Local Government Act 2003, sections 9 and 11), never in or out of housing (Local
  -- Government and Housing Act 1989, section 74) or of the levy (CIL Regulations 2010, regulation 59).
  IF EXISTS (
    WITH nets AS (
      SELECT legs.transfer_id, f.id, f.kind, sum(legs.pence) AS pence
      FROM legs JOIN funding_account AS a ON a.id = legs.account_id JOIN funding_fund AS f ON f.id = a.fund_id
      GROUP BY 1, 2, 3
    )
    SELECT FROM nets AS gives JOIN nets AS takes ON takes.transfer_id = gives.transfer_id AND takes.id <> gives.id
    WHERE gives.pence < 0 AND takes.pence > 0 AND gives.kind <> takes.kind
      AND (gives.kind IN ('housing', 'levy') OR takes.kind IN ('housing', 'levy')
           OR gives.kind = 'capital' AND takes.kind = 'revenue')
  ) THEN
    RAISE EXCEPTION 'Money would leave its ring' USING ERRCODE = 'WP006';
  END IF;

  IF EXISTS (
    SELECT FROM legs JOIN funding_account AS a ON a.id = legs.account_id
    JOIN funding_fundyear AS y ON y.fund_id = a.fund_id AND y.year = a.year
    WHERE y.frozen_at IS NOT NULL AND legs.pence > 0
      AND (a.stage IN ('reserved', 'committed')
           OR a.stage = 'left' AND EXISTS (SELECT FROM funding_transfer AS t
                                           WHERE t.id = legs.transfer_id AND t.kind IN ('allot', 'move')))
  ) THEN
    RAISE EXCEPTION 'The fund is frozen' USING ERRCODE = 'WP007';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION funding_closed_stays_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'closed' AND (NEW.state, NEW.settled, NEW.fund_id, NEW.year)
     IS DISTINCT FROM (OLD.state, OLD.settled, OLD.fund_id, OLD.year) THEN
    RAISE EXCEPTION 'A closed year stays closed';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER keeps_rings AFTER INSERT ON funding_entry REFERENCING NEW TABLE AS legs
  FOR EACH STATEMENT EXECUTE FUNCTION funding_keeps_rings();
CREATE TRIGGER closed_stays_closed BEFORE UPDATE ON funding_fundyear
  FOR EACH ROW EXECUTE FUNCTION funding_closed_stays_closed();
CREATE TRIGGER keep_rows BEFORE DELETE ON funding_fundyear FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A fund has one rule of a kind on a day. A text is compared by its hash: no extension is needed for that.
ALTER TABLE funding_fundrule ADD CONSTRAINT one_rule_of_a_kind_on_a_day EXCLUDE USING gist (
  int8range(fund_id, fund_id, '[]') WITH &&,
  int8range(hashtext(key)::bigint, hashtext(key)::bigint, '[]') WITH &&,
  daterange(from_date, to_date, '[)') WITH &&
);
"""

UNDO = """
ALTER TABLE funding_fundrule DROP CONSTRAINT one_rule_of_a_kind_on_a_day;
DROP TRIGGER keep_rows ON funding_fundyear;
DROP FUNCTION funding_closed_stays_closed() CASCADE;
DROP FUNCTION funding_keeps_rings() CASCADE;
"""

# What a fund may pay for was one word, and is a list now.
TYPED = """
UPDATE funding_fundrule SET value = jsonb_build_array(value) WHERE key = 'cost_type' AND jsonb_typeof(value) = 'string'
"""
UNTYPED = """
UPDATE funding_fundrule SET value = value->0
WHERE key = 'cost_type' AND jsonb_typeof(value) = 'array' AND jsonb_array_length(value) = 1
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0004_year_rules_and_figures")]

    operations = [migrations.RunSQL(TYPED, UNTYPED), migrations.RunSQL(GUARDS, UNDO)]
