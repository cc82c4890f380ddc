"""Derives every balance and every application's money anew from the entries, and names what does not agree."""

from dataclasses import dataclass, field

from django.db import connection

from wapentake.foundation.money import pounds


@dataclass(frozen=True)
class LedgerReport:
    """What was looked at, and what does not agree; no fault means that all agree. `allotted` is pence of all years."""

    transfers: int
    entries: int
    balances: int
    applications: int
    allotted: int
    faults: tuple[str, ...] = field(default=())

    @property
    def agrees(self) -> bool:
        return not self.faults

    @property
    def words(self) -> str:
        """The report as a sentence."""
        looked_at = (
            f"{self.transfers} transfers, {self.entries} entries, {self.balances} balances and "
            f"{self.applications} applications, {pounds(self.allotted)} allotted"
        )
        return f"{looked_at}: {'all agree' if self.agrees else f'{len(self.faults)} differences'}."


def check_ledger() -> LedgerReport:
    """Check that balances are the sum of their entries, that legs sum to nought, and that states and money agree."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS)
        transfers, entries, balances, applications, allotted = cursor.fetchone()
        faults: list[str] = []
        for query in (
            _BALANCES,
            _TRANSFERS,
            _DATES,
            _REVERSALS,
            _YEARS,
            _APPLICATIONS,
            _INSTALMENTS,
            _DECISIONS,
            _STATEMENTS,
            _LEVY,
        ):
            cursor.execute(query)
            faults += [str(row[0]) for row in cursor.fetchall()]
    return LedgerReport(transfers, entries, balances, applications, int(allotted), tuple(faults))


def ledger_faults() -> tuple[str, ...]:
    """Return what does not agree, in sentences; a proof of every restore."""
    return check_ledger().faults


_COUNTS = """
SELECT (SELECT count(*) FROM funding_transfer), (SELECT count(*) FROM funding_entry),
       (SELECT count(*) FROM funding_balance), (SELECT count(*) FROM funding_application),
       (SELECT coalesce(sum(e.pence), 0) FROM funding_entry AS e JOIN funding_account AS a ON a.id = e.account_id
        JOIN funding_transfer AS t ON t.id = e.transfer_id LEFT JOIN funding_transfer AS o ON o.id = t.reverses_id
        WHERE a.stage <> 'source' AND coalesce(o.kind, t.kind) = 'allot')
"""

_BALANCES = """
SELECT CASE
  WHEN b.account_id IS NULL THEN format('account %s (%s) has no balance', a.id, a.stage)
  WHEN a.stage = 'source' THEN format('account %s is a source and has a balance', a.id)
  WHEN b.pence < 0 THEN format('account %s (%s) is below nought: %s pence', a.id, a.stage, b.pence)
  ELSE format('account %s (%s): its balance is %s pence, its entries sum to %s', a.id, a.stage, b.pence, e.pence) END
FROM funding_account AS a
LEFT JOIN funding_balance AS b ON b.account_id = a.id
CROSS JOIN LATERAL (SELECT coalesce(sum(pence), 0) AS pence FROM funding_entry WHERE account_id = a.id) AS e
WHERE (a.stage = 'source') = (b.account_id IS NOT NULL)
   OR a.stage <> 'source' AND (b.pence < 0 OR b.pence <> e.pence)
ORDER BY a.id
"""

_TRANSFERS = """
SELECT format('transfer %s has %s legs that sum to %s pence', t.id, count(e.id), coalesce(sum(e.pence), 0))
FROM funding_transfer AS t LEFT JOIN funding_entry AS e ON e.transfer_id = t.id
GROUP BY t.id HAVING count(e.id) < 2 OR sum(e.pence) <> 0 ORDER BY t.id
"""

_DATES = """
SELECT DISTINCT format('transfer %s is dated %s, outside the year %s of account %s', t.id, t."on", a.year, a.id)
FROM funding_transfer AS t
JOIN funding_entry AS e ON e.transfer_id = t.id
JOIN funding_account AS a ON a.id = e.account_id
WHERE t."on" < make_date(a.year, 4, 1) OR t."on" >= make_date(a.year + 1, 4, 1)
   OR t."on" <> (t.at AT TIME ZONE 'Europe/London')::date
      -- What settles a year that is over is dated its last day.
      AND NOT (t."on" = make_date(a.year + 1, 3, 31) AND (t.at AT TIME ZONE 'Europe/London')::date > t."on"
               AND t.kind IN ('close', 'carry', 'pay', 'release', 'return', 'reverse'))
ORDER BY 1
"""

_REVERSALS = """
SELECT format('transfer %s does not undo transfer %s', r.id, t.id)
FROM funding_transfer AS r JOIN funding_transfer AS t ON t.id = r.reverses_id
WHERE EXISTS (
  SELECT FROM (
    SELECT account_id, pence FROM funding_entry WHERE transfer_id = t.id
    UNION ALL SELECT account_id, pence FROM funding_entry WHERE transfer_id = r.id
  ) AS legs GROUP BY account_id HAVING sum(pence) <> 0
)
UNION ALL
SELECT format('transfer %s corrects no other transfer', id) FROM funding_transfer
WHERE (kind = 'reverse') <> (reverses_id IS NOT NULL)
ORDER BY 1
"""

_YEARS = """
SELECT format('%s %s is closed, and %s pence are left in account %s', f.key, y.year, b.pence, a.id)
FROM funding_fundyear AS y JOIN funding_fund AS f ON f.id = y.fund_id
JOIN funding_account AS a ON a.fund_id = y.fund_id AND a.year = y.year
JOIN funding_balance AS b ON b.account_id = a.id
WHERE y.state = 'closed' AND y.settled AND a.stage IN ('left', 'reserved', 'committed') AND b.pence <> 0
UNION ALL
SELECT format('%s: %s pence were carried out of %s, and %s came into the next year', f.key, gone.pence, gone.year,
              coalesce(came.pence, 0))
FROM (
  SELECT a.fund_id, a.year, sum(b.pence) AS pence FROM funding_account AS a
  JOIN funding_balance AS b ON b.account_id = a.id WHERE a.stage = 'carried' GROUP BY 1, 2
) AS gone
FULL JOIN (
  SELECT a.fund_id, a.year - 1 AS year, sum(e.pence) AS pence FROM funding_entry AS e
  JOIN funding_transfer AS t ON t.id = e.transfer_id JOIN funding_account AS a ON a.id = e.account_id
  WHERE t.kind = 'carry' AND a.stage <> 'source' GROUP BY 1, 2
) AS came USING (fund_id, year)
JOIN funding_fund AS f ON f.id = fund_id
WHERE coalesce(gone.pence, 0) <> coalesce(came.pence, 0)
ORDER BY 1
"""

# Where an application's money must stand, by its state. Of a paid award some may have come back.
_APPLICATIONS = """
WITH kept AS (
  SELECT p.id, p.reference, p.state, p.fund_id, p.year, p.ward_id, p.councillor_id, p.cluster_id, p.pence - coalesce(
    (SELECT c.pence FROM funding_cancellation AS c WHERE c.application_id = p.id AND c.state = 'done'), 0) AS pence
  FROM funding_application AS p
), stands AS (
  SELECT p.id, p.reference, p.state, p.pence,
    CASE WHEN p.state = 'paid' THEN p.pence ELSE coalesce((SELECT sum(i.pence) FROM funding_instalment AS i
      WHERE i.application_id = p.id AND i.state = 'paid'), 0) END AS gone,
    -- What came back and is left to award again is no more the award's own.
    coalesce(sum(e.pence) FILTER (WHERE a.stage = 'left' AND a.year = p.year), 0)
      - coalesce(sum(e.pence) FILTER (WHERE a.stage = 'settled'), 0) AS left_,
    coalesce(sum(e.pence) FILTER (WHERE a.stage = 'left' AND a.year <> p.year), 0)
      - coalesce(sum(e.pence) FILTER (WHERE a.stage = 'given_on'), 0) AS astray,
    coalesce(sum(e.pence) FILTER (WHERE a.stage = 'reserved'), 0) AS reserved,
    coalesce(sum(e.pence) FILTER (WHERE a.stage = 'committed'), 0) AS committed,
    coalesce(sum(e.pence) FILTER (WHERE a.stage = 'paid'), 0) AS paid,
    coalesce(sum(e.pence) FILTER (WHERE a.stage IN ('returned', 'settled')), 0) AS returned,
    coalesce(sum(e.pence) FILTER (WHERE a.stage IN ('refunded', 'given_on')), 0) AS refunded,
    count(*) FILTER (WHERE a.stage NOT IN ('source', 'refunded', 'given_on')
                     AND (a.fund_id <> p.fund_id OR a.year <> p.year
                            AND (a.stage <> 'left' OR coalesce(o.kind, t.kind) <> 'refund')
                          -- A cluster's money is in no ward; the application's ward is where the project is.
                          OR a.ward_id IS DISTINCT FROM CASE WHEN p.cluster_id IS NULL THEN p.ward_id END
                          OR a.cluster_id IS DISTINCT FROM p.cluster_id
                          OR a.councillor_id IS DISTINCT FROM p.councillor_id)) AS elsewhere
  FROM kept AS p
  LEFT JOIN funding_transfer AS t ON t.application_id = p.id
  LEFT JOIN funding_transfer AS o ON o.id = t.reverses_id
  LEFT JOIN funding_entry AS e ON e.transfer_id = t.id
  LEFT JOIN funding_account AS a ON a.id = e.account_id
  GROUP BY p.id, p.reference, p.state, p.pence
)
SELECT format('%s is %s for %s pence, but its money stands so: '
              'left %s, reserved %s, committed %s, paid %s, returned %s',
              reference, state, pence, left_, reserved, committed, paid, returned)
       || CASE WHEN elsewhere > 0 THEN ', some of it in another fund' ELSE '' END
FROM stands WHERE elsewhere > 0 OR astray <> 0 OR returned < 0 OR paid < 0 OR refunded < 0 OR refunded > paid
  OR NOT CASE state
  WHEN 'supported' THEN left_ = -pence AND reserved = pence AND committed = 0 AND paid = 0 AND returned = 0
  WHEN 'approved' THEN left_ = -pence AND reserved = 0 AND committed = pence - gone
    AND paid + returned = gone
  WHEN 'paid' THEN left_ = -pence AND reserved = 0 AND committed = 0 AND paid + returned = gone
  ELSE left_ = 0 AND reserved = 0 AND committed = 0 AND paid = 0 AND returned = 0 END
ORDER BY reference
"""

# Instalments add up to their award; each that is paid was paid by a transfer of its amount; all are, of a paid award.
_INSTALMENTS = """
SELECT format('the instalments of %s come to %s pence, the award to %s', p.reference, sum(i.pence), p.pence)
FROM funding_application AS p JOIN funding_instalment AS i ON i.application_id = p.id
GROUP BY p.id HAVING sum(i.pence) <> p.pence
UNION ALL
SELECT format('%s is paid, and its instalment %s waits', p.reference, i.number)
FROM funding_application AS p JOIN funding_instalment AS i ON i.application_id = p.id
WHERE p.state = 'paid' AND i.state = 'waiting'
UNION ALL
SELECT format('instalment %s of %s is %s pence, its transfer paid %s', i.number, p.reference, i.pence,
              coalesce(sum(e.pence), 0))
FROM funding_instalment AS i JOIN funding_application AS p ON p.id = i.application_id
LEFT JOIN funding_transfer AS t ON t.id = i.transfer_id AND t.application_id = p.id AND t.kind = 'pay'
LEFT JOIN funding_entry AS e ON e.transfer_id = t.id AND e.pence > 0
WHERE i.state = 'paid' GROUP BY i.id, p.reference HAVING coalesce(sum(e.pence), 0) <> i.pence
ORDER BY 1
"""

_DECISIONS = """
SELECT format('%s is %s without an approval', p.reference, p.state) FROM funding_application AS p
WHERE p.state IN ('approved', 'paid')
  AND NOT EXISTS (SELECT FROM funding_decision AS d WHERE d.application_id = p.id AND d.kind = 'approve')
UNION ALL
SELECT format('%s was approved by whoever supported it', p.reference) FROM funding_application AS p
WHERE EXISTS (
  SELECT FROM funding_decision AS s
  JOIN funding_decision AS d ON d.application_id = s.application_id AND d.by_id = s.by_id
  WHERE s.application_id = p.id AND s.kind = 'support' AND d.kind = 'approve')
UNION ALL
SELECT format('decision %s on %s has no reasons', d.id, p.reference)
FROM funding_decision AS d JOIN funding_application AS p ON p.id = d.application_id
WHERE btrim(d.reasons) = '' OR d.kind = 'approve' AND btrim(d.alternatives) = ''
ORDER BY 1
"""

# A statement's rows are awards, its sums are accounts: of every ward or cluster, fund and year both come to the same.
_STATEMENTS = """
SELECT format('the awards of %s %s from fund %s in %s come to %s pence, its accounts to %s', kind, place, fund_id, year,
              coalesce(awards.pence, 0), coalesce(accounts.pence, 0))
FROM (
  SELECT CASE WHEN p.cluster_id IS NULL THEN 'ward' ELSE 'cluster' END AS kind,
         coalesce(p.cluster_id, p.ward_id) AS place, p.fund_id, p.year, sum(e.pence) AS pence
  FROM funding_application AS p
  JOIN funding_transfer AS t ON t.application_id = p.id
  JOIN funding_entry AS e ON e.transfer_id = t.id
  JOIN funding_account AS a ON a.id = e.account_id
  WHERE p.state IN ('approved', 'paid') AND a.stage IN ('committed', 'paid', 'returned', 'settled')
  GROUP BY 1, 2, p.fund_id, p.year
) AS awards
FULL JOIN (
  SELECT CASE WHEN a.cluster_id IS NULL THEN 'ward' ELSE 'cluster' END AS kind,
         coalesce(a.cluster_id, a.ward_id) AS place, a.fund_id, a.year, sum(b.pence) AS pence
  FROM funding_account AS a JOIN funding_balance AS b ON b.account_id = a.id
  WHERE a.stage IN ('committed', 'paid', 'returned', 'settled')
  GROUP BY 1, 2, a.fund_id, a.year
) AS accounts USING (kind, place, fund_id, year)
WHERE coalesce(awards.pence, 0) <> coalesce(accounts.pence, 0)
ORDER BY 1
"""

# Every share of a development is in its ward's pot once: its own posting is of it alone, an allotment of it and more.
_LEVY = """
SELECT format('transfer %s brought %s pence of levy into the pot of ward %s, its receipts come to %s',
              shares.transfer_id, coalesce(moved.pence, 0), shares.ward_id, shares.pence)
FROM (
  SELECT r.transfer_id, r.ward_id, sum(r.share) AS pence FROM funding_levyreceipt AS r
  WHERE r.transfer_id IS NOT NULL GROUP BY 1, 2
) AS shares
JOIN funding_transfer AS t ON t.id = shares.transfer_id
LEFT JOIN (
  SELECT e.transfer_id, a.ward_id, sum(e.pence) AS pence FROM funding_entry AS e
  JOIN funding_account AS a ON a.id = e.account_id WHERE a.stage = 'left' GROUP BY 1, 2
) AS moved ON moved.transfer_id = shares.transfer_id AND moved.ward_id = shares.ward_id
WHERE coalesce(moved.pence, 0) < shares.pence OR t.key LIKE 'levy:%' AND moved.pence <> shares.pence
UNION ALL
SELECT format('transfer %s is of levy, and no receipt names it', t.id) FROM funding_transfer AS t
WHERE t.key LIKE 'levy:%' AND NOT EXISTS (SELECT FROM funding_levyreceipt AS r WHERE r.transfer_id = t.id)
ORDER BY 1
"""
