"""Addresses of the funding room."""

from django.urls import path, register_converter

from wapentake.foundation.calendars import FinancialYear

from . import views


class YearConverter:
    """A financial year in an address: 2021-22."""

    regex = r"\d{4}-\d{2}"

    def to_python(self, value: str) -> FinancialYear:
        """Return the year; ValueError, which is no such address, for two years that do not follow each other."""
        return FinancialYear.of_slug(value)

    def to_url(self, value: FinancialYear) -> str:
        """Return the year as addresses write it."""
        return value.slug


class FileConverter:
    """The ending of a statement's address, which says what kind of file it is."""

    regex = r"csv|xlsx|ods|pdf|used\.csv|schedule\.csv|transparency\.csv|360giving\.csv|360giving\.json"

    def to_python(self, value: str) -> str:
        """Return the ending as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the ending as it stands."""
        return value


class MonitoringActConverter(FileConverter):
    """What is done with a monitoring form."""

    regex = "accept|again|ask-back"


register_converter(MonitoringActConverter, "monitoring_act")
register_converter(YearConverter, "financial_year")
register_converter(FileConverter, "statement_file")

public = [
    path("apply/", views.apply, name="apply"),
    path("apply/follow/<uuid:token>/", views.follow, name="follow"),
    path("apply/<uuid:token>/", views.apply_tasks, name="apply_tasks"),
    path("a/<slug:code>/", views.invited, name="invited"),
    path("apply/return/", views.apply_return, name="apply_return"),
    path("apply/<uuid:token>/files/", views.apply_files, name="apply_files"),
    path("apply/follow/<uuid:token>/offer/", views.answer_offer, name="answer_offer"),
    path("apply/follow/<uuid:token>/offer.pdf", views.offer_pdf, name="offer_pdf"),
    path("apply/follow/<uuid:token>/payee/", views.give_details, name="give_details"),
    path("apply/follow/<uuid:token>/instalment/", views.show_instalment, name="show_instalment"),
    path("apply/follow/<uuid:token>/purpose/", views.ask_purpose, name="ask_purpose"),
    path("apply/follow/<uuid:token>/monitoring/", views.send_monitoring, name="send_monitoring"),
    path("apply/<uuid:token>/check/", views.apply_check, name="apply_check"),
    path("apply/<uuid:token>/sent/", views.apply_sent, name="apply_sent"),
    path("apply/<uuid:token>/later/", views.apply_later, name="apply_later"),
    path("apply/<uuid:token>/<slug:step>/", views.apply_step, name="apply_step"),
    path("awards/<slug:reference>/", views.award, name="award"),
    path("clusters/<slug:slug>/", views.cluster, name="cluster"),
    path("money/", views.money, name="money"),
    path("other-funds/", views.other_funds, name="other_funds"),
    path("other-funds/list.csv", views.other_funds_csv, name="other_funds_csv"),
    path("other-funds/<slug:slug>/", views.other_funds, name="other_funds_ward"),
    path("money/<slug:slug>/", views.ward_awards, name="ward_awards"),
    path("money/awards-<int:year>.csv", views.awards_csv, name="awards_csv"),
    path("budget/<financial_year:year>/", views.statement, name="statement"),
    path("budget/<financial_year:year>/1/", views.first_page, name="statement_first"),
    path("budget/<financial_year:year>/<int:page>/", views.statement, name="statement_page"),
    path("budget/<financial_year:year>/awards/", views.statement_rows, name="statement_rows"),
    path("budget/<financial_year:year>.<statement_file:kind>", views.statement_file, name="statement_file"),
    path("budget/<financial_year:year>/infrastructure/", views.infrastructure, name="infrastructure"),
    path("budget/<financial_year:year>/infrastructure/rows/", views.infrastructure_rows, name="infrastructure_rows"),
    path(
        "budget/<financial_year:year>/infrastructure.<statement_file:kind>",
        views.infrastructure_file,
        name="infrastructure_file",
    ),
    path("wards/<slug:slug>/budget/<financial_year:year>/", views.ward_statement, name="ward_statement"),
    path(
        "wards/<slug:slug>/budget/<financial_year:year>.<statement_file:kind>",
        views.statement_file,
        name="ward_statement_file",
    ),
]
desk = [
    path("money/", views.queue, name="queue"),
    path("money/to-look-at-again/", views.reviews, name="reviews"),
    path("money/to-look-at-again/<slug:reference>/<int:interest>/", views.close_review, name="close_review"),
    path("my-money/", views.mine, name="mine"),
    path("oversight/", views.oversight, name="oversight"),
    path("oversight/underspend/", views.underspend, name="underspend"),
    path("oversight/underspend.csv", views.underspend_csv, name="underspend_csv"),
    path("oversight/bundle/", views.bundle, name="bundle"),
    path("oversight/<slug:key>/", views.oversight_rows, name="oversight_rows"),
    path("letters/", views.letters, name="letters"),
    path("letters/<int:pk>/", views.letter, name="letter"),
    path("letters/<int:pk>.pdf", views.letter_pdf, name="letter_pdf"),
    path("letters/<int:pk>/posted/", views.post_letter, name="post_letter"),
    path("monitoring/", views.monitoring_list, name="monitoring_list"),
    path("monitoring/<slug:reference>/", views.monitoring, name="monitoring"),
    path("monitoring/<slug:reference>/<monitoring_act:act>/", views.settle_monitoring, name="settle_monitoring"),
    path("recoveries/", views.recoveries, name="recoveries"),
    path("recoveries/<int:pk>/", views.recovery, name="recovery"),
    path("payments/", views.payment_runs, name="payment_runs"),
    path("payments/<int:pk>/", views.payment_run, name="payment_run"),
    path("payments/<int:pk>/file/", views.payment_file, name="payment_file"),
    path("payments/<int:pk>/bank/", views.paid_file, name="paid_file"),
    path("money/enter/", views.choose_pot, name="choose_pot"),
    path("money/enter/<slug:key>/<slug:slug>/", views.enter_award, name="enter_award"),
    path("money/<slug:reference>/", views.application, name="application"),
    path("money/<slug:reference>/offer/", views.enter_answer, name="enter_answer"),
    path("money/<slug:reference>/payee/", views.payee, name="payee"),
    path("money/<slug:reference>/payee/type-in/", views.type_details, name="type_details"),
    path("money/<slug:reference>/instalments/", views.instalments, name="instalments"),
    path("money/<slug:reference>/purpose/", views.purpose, name="purpose"),
    path("money/<slug:reference>/cancel/", views.cancel_award, name="cancel_award"),
    path("money/<slug:reference>/recover/", views.recover, name="recover"),
    path("money/<slug:reference>/correct/", views.correct_record, name="correct_record"),
    path("money/<slug:reference>/override-freeze/", views.override_freeze, name="override_freeze"),
    path("money/<slug:reference>/copy/", views.give_copy, name="give_copy"),
    path("money/<slug:reference>/checks/", views.checks, name="checks"),
    path("money/<slug:reference>/sells/", views.say_sells, name="say_sells"),
    path("money/<slug:reference>/tests/", views.answer_tests, name="answer_tests"),
    path("money/<slug:reference>/papers/<uuid:public_id>/", views.paper, name="paper"),
    path("money/<slug:reference>/others/", views.match, name="match"),
    path("money/<slug:reference>/others/add/", views.add_match, name="add_match"),
    path("others/<int:pk>/confirm/", views.confirm_match, name="confirm_match"),
    path("apply/help/", views.help_apply, name="help_apply"),
    path("apply/enter/", views.enter_application, name="enter_application"),
    path("held/", views.held, name="held"),
    path("funds/", views.funds, name="funds"),
    path("funds/set-up/", views.set_up, name="set_up"),
    path("funds/add/", views.add_fund, name="add_fund"),
    path("funds/alerts/", views.alerts, name="alerts"),
    path("funds/alerts/rule/", views.alert_rule, name="alert_rule"),
    path("funds/<slug:key>/", views.fund, name="fund"),
    path("funds/<slug:key>/<int:year>/", views.fund, name="fund_year"),
    path("funds/<slug:key>/<int:year>/open/", views.open_year, name="open_year"),
    path("funds/<slug:key>/<int:year>/allot/", views.allot, name="allot"),
    path("funds/<slug:key>/<int:year>/top-up/", views.top_up, name="top_up"),
    path("funds/<slug:key>/<int:year>/move/", views.propose_move, name="propose_move"),
    path("funds/<slug:key>/<int:year>/postings/", views.postings, name="postings"),
    path("funds/<slug:key>/<int:year>/close/", views.close_year, name="close_year"),
    path("funds/<slug:key>/<int:year>/freeze/", views.freeze, name="freeze"),
    path("funds/<slug:key>/<int:year>/unfreeze/", views.unfreeze, name="unfreeze"),
    path("funds/<slug:key>/<int:year>/what-if/", views.what_if, name="what_if"),
    path("funds/<slug:key>/<int:year>/figures/<slug:kind>/", views.figures, name="figures"),
    path("funds/<slug:key>/checks/", views.fund_checks, name="fund_checks"),
    path("funds/<slug:key>/checks/add/", views.set_check, name="add_check"),
    path("funds/<slug:key>/checks/<int:pk>/change/", views.set_check, name="change_check"),
    path("funds/<slug:key>/checks/<int:pk>/end/", views.end_check, name="end_check"),
    path("funds/<slug:key>/rules/", views.fund_rules, name="fund_rules"),
    path("funds/<slug:key>/rules/<slug:rule>/", views.set_rule, name="set_rule"),
    path("funds/<slug:key>/rules/<slug:rule>/end/", views.end_rule, name="end_rule"),
    path("award-freezes/", views.award_freezes, name="award_freezes"),
    path("award-freezes/add/", views.freeze_awards, name="freeze_awards"),
    path("award-freezes/rule/", views.freeze_rule, name="freeze_rule"),
    path("award-freezes/polls/<int:pk>/", views.freeze_for_poll, name="freeze_for_poll"),
    path("award-freezes/polls/<int:pk>/no/", views.turn_down_freeze, name="turn_down_freeze"),
    path("award-freezes/<int:pk>/", views.award_freeze, name="award_freeze"),
    path("award-freezes/<int:pk>/change/", views.change_award_freeze, name="change_award_freeze"),
    path("award-freezes/<int:pk>/lift/", views.lift_award_freeze, name="lift_award_freeze"),
    path("same-purchase/", views.same_purchases, name="same_purchases"),
    path("same-purchase/<slug:words>/", views.same_purchase, name="same_purchase"),
    path("other-funds/", views.outside_funds, name="outside_funds"),
    path("other-funds/list.csv", views.outside_funds_csv, name="outside_funds_csv"),
    path("other-funds/add/", views.add_outside_fund, name="add_outside_fund"),
    path("other-funds/bids/<int:pk>/", views.settle_bid, name="settle_bid"),
    path("other-funds/<slug:slug>/", views.outside_fund, name="outside_fund"),
    path("other-funds/<slug:slug>/change/", views.change_outside_fund, name="change_outside_fund"),
    path("other-funds/<slug:slug>/bid/", views.enter_bid, name="enter_bid"),
    path("housing/", views.housing, name="housing"),
    path("housing/<slug:reference>/", views.sign_off, name="sign_off"),
    path("levy/", views.levy, name="levy"),
    path("levy/developments.csv", views.levy_csv, name="levy_csv"),
    path("levy/add/", views.add_development, name="add_development"),
    path("levy/plans/add/", views.add_plan, name="add_plan"),
    path("levy/dwellings/<int:year>/", views.dwellings, name="dwellings"),
    path("levy/statements/<int:year>/publish/", views.publish_infrastructure, name="publish_infrastructure"),
    path("levy/statements/<int:year>/figures/", views.statement_figures, name="statement_figures"),
    path("levy/statements/<int:year>/figures/enter/", views.enter_figure, name="enter_figure"),
    path("levy/statements/figures/<int:pk>/take-out/", views.take_out_figure, name="take_out_figure"),
    path("levy/<int:pk>/", views.development, name="development"),
    path("levy/<int:pk>/change/", views.change_development, name="change_development"),
    path("levy/<int:pk>/withdraw/", views.withdraw_development, name="withdraw_development"),
    path("levy/<int:pk>/put-back/", views.put_back_development, name="put_back_development"),
    path("levy/<int:pk>/receive/", views.receive_levy, name="receive_levy"),
    path("levy/receipts/<int:pk>/back/", views.take_back_levy, name="take_back_levy"),
    path("postings/<int:pk>/", views.transfer, name="transfer"),
    path("moves/", views.moves, name="moves"),
    path("moves/<int:pk>/", views.move, name="move"),
    path("past-awards/", views.imports, name="imports"),
    path("levy/from-a-file/", views.import_developments, name="import_developments"),
    path("past-awards/add/", views.import_file, name="import_file"),
    path("past-awards/<int:pk>/", views.import_awards, name="import"),
    path("past-awards/<int:pk>/columns/", views.map_import, name="map_import"),
    path("past-awards/<int:pk>/bring-in/", views.apply_import, name="apply_import"),
    path("past-awards/<int:pk>/undo/", views.undo_import, name="undo_import"),
    path("past-awards/<int:pk>/throw-away/", views.drop_import, name="drop_import"),
    path("past-awards/<int:pk>/refused.csv", views.refused_lines, name="refused_lines"),
]
