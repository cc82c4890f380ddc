"""Finance is told on the desk of the payment runs that wait for what the bank did."""

from wapentake.funding.actions import BankSaid
from wapentake.funding.tests.test_payments import made, ready, settled
from wapentake.funding.tests.world import AT, World
from wapentake.office.queries import roles_of
from wapentake.site.pages.needs import needs_of


def test_a_run_stands_on_finances_desk_until_the_bank_has_answered(world: World) -> None:
    def told(who: str) -> list[str]:
        needs = needs_of(roles_of(getattr(world, who), AT.date()), AT)
        return [need.title for need in needs if "payment run" in need.title]

    run = made(world, ready(world))
    assert told("finch") == [f"Say what the bank did with payment run {run.pk}"]
    assert told("holroyd") == []
    settled(world, run, BankSaid(True))
    assert told("finch") == []
