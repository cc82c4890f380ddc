"""The funds that are there have the usual checks, and what was kept with earlier approvals is of those."""

import datetime as dt

from django.db import migrations

SINCE = dt.date(2021, 4, 1)
GUIDANCE = "Rotherham Council, devolved budgets guidance"
USUAL = (
    ("eligible", "The group and the project may have this money", f"{GUIDANCE}, page 3", False),
    ("subsidy", "Whether it may be a subsidy", "Subsidy Control Act 2022, sections 7, 36 and 37", True),
    ("conflicts", "Interests of who said yes, and of the officer", "Localism Act 2011, sections 29 to 34", False),
    ("budget", "The money is there", f"{GUIDANCE}, page 6: the council’s normal financial rules apply", False),
)
ASSET = (
    "asset",
    "What lasts longer than a year has an owner, an insurer and somebody who looks after it",
    "That a grant is capital spending: set for this installation: no public source",
    True,
)


def add(apps, schema_editor):
    """Give each fund its checks; an approval's are by whoever approved, at that moment: they said so by approving."""
    checks, kept = apps.get_model("funding", "FundCheck"), apps.get_model("funding", "OfficerCheck")
    made = {}
    for fund in apps.get_model("funding", "Fund").objects.all():
        rows = (*USUAL, ASSET) if fund.kind in ("capital", "levy") else USUAL
        for position, (key, words, source, may_not_apply) in enumerate(rows, 1):
            made[fund.pk, key] = checks.objects.create(
                fund=fund, key=key, words=words, source=source, may_not_apply=may_not_apply, position=position,
                from_date=SINCE,
            )
    for one in kept.objects.select_related("decision__application").iterator(chunk_size=2000):
        decision = one.decision
        one.application, one.by_id, one.at = decision.application, decision.by_id, decision.at
        where = decision.application.fund_id, one.what
        if where not in made:
            made[where] = _gone(checks, *where)
        one.check_of = made[where]
        one.save(update_fields=["application", "by", "at", "check_of"])


def _gone(checks, fund, key):
    """Return a check of a fund's own that an approval kept, and that the older table has the name of only."""
    source = "Kept with an earlier approval"
    return checks.objects.create(
        fund_id=fund, key=key, words=key, source=source, from_date=SINCE, to_date=SINCE + dt.timedelta(days=1)
    )


def remove(apps, schema_editor):
    """Keep of approvals what the older table can hold: which checks, and what was found; not what is undecided."""
    kept, checks = (apps.get_model("funding", name).objects for name in ("OfficerCheck", "FundCheck"))
    kept.filter(decision=None).delete()
    for key in set(checks.values_list("key", flat=True)):
        kept.filter(check_of__key=key).update(what=key[:9])
    kept.update(check_of=None)
    checks.all().delete()


class Migration(migrations.Migration):
    dependencies = [("funding", "0230_officer_checks_ticked")]

    operations = [migrations.RunPython(add, remove)]
