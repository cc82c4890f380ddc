"""HTTP in, one action or one page, HTTP out."""

from .alerts import alert_rule, alerts
from .applying import (
    apply,
    apply_check,
    apply_files,
    apply_later,
    apply_return,
    apply_sent,
    apply_step,
    apply_tasks,
    follow,
    invited,
)
from .award_tests import answer_tests
from .bundles import bundle
from .cancellations import cancel_award
from .clusters import cluster
from .corrections import correct_record
from .desk import application, queue
from .footing import give_copy
from .freezes import (
    award_freeze,
    award_freezes,
    change_award_freeze,
    freeze_awards,
    freeze_for_poll,
    freeze_rule,
    lift_award_freeze,
    override_freeze,
    turn_down_freeze,
)
from .fund_checks import end_check, fund_checks, set_check
from .funds import add_fund, allot, fund, funds, open_year, postings, set_up, top_up, transfer
from .helping import enter_application, help_apply
from .housing import housing, sign_off
from .imports import (
    apply_import,
    drop_import,
    import_awards,
    import_developments,
    import_file,
    imports,
    map_import,
    refused_lines,
    undo_import,
)
from .infrastructure import (
    infrastructure,
    infrastructure_file,
    infrastructure_rows,
    publish_infrastructure,
)
from .instalments import instalments, show_instalment
from .joint import same_purchase, same_purchases
from .letters import letter, letter_pdf, letters, post_letter
from .levy import (
    add_development,
    add_plan,
    change_development,
    development,
    dwellings,
    levy,
    levy_csv,
    put_back_development,
    receive_levy,
    take_back_levy,
    withdraw_development,
)
from .mine import mine
from .monitoring import monitoring, monitoring_list, send_monitoring, settle_monitoring
from .moves import move, moves, propose_move
from .offers import answer_offer, enter_answer, offer_pdf
from .officer_checks import checks
from .others import add_match, confirm_match, match
from .outside import (
    add_outside_fund,
    change_outside_fund,
    enter_bid,
    other_funds,
    other_funds_csv,
    outside_fund,
    outside_funds,
    outside_funds_csv,
    settle_bid,
)
from .oversight import oversight, oversight_rows, underspend, underspend_csv
from .papers import paper
from .payee_details import give_details, payee, type_details
from .payments import paid_file, payment_file, payment_run, payment_runs
from .privacy import held
from .public import award, awards_csv, money, ward_awards
from .purposes import ask_purpose, purpose
from .recorded import choose_pot, enter_award
from .recoveries import recover, recoveries, recovery
from .reviews import close_review, reviews
from .statement import first_page, statement, statement_file, statement_rows, ward_statement
from .statement_figures import enter_figure, statement_figures, take_out_figure
from .subsidies import say_sells
from .years import close_year, end_rule, figures, freeze, fund_rules, set_rule, unfreeze, what_if

__all__ = [
    "add_development",
    "add_fund",
    "add_match",
    "add_outside_fund",
    "add_plan",
    "alert_rule",
    "alerts",
    "allot",
    "answer_offer",
    "answer_tests",
    "application",
    "apply",
    "apply_check",
    "apply_files",
    "apply_import",
    "apply_later",
    "apply_return",
    "apply_sent",
    "apply_step",
    "apply_tasks",
    "ask_purpose",
    "award",
    "award_freeze",
    "award_freezes",
    "awards_csv",
    "bundle",
    "cancel_award",
    "change_award_freeze",
    "change_development",
    "change_outside_fund",
    "checks",
    "choose_pot",
    "close_review",
    "close_year",
    "cluster",
    "confirm_match",
    "correct_record",
    "development",
    "drop_import",
    "dwellings",
    "end_check",
    "end_rule",
    "enter_answer",
    "enter_application",
    "enter_award",
    "enter_bid",
    "enter_figure",
    "figures",
    "first_page",
    "follow",
    "freeze",
    "freeze_awards",
    "freeze_for_poll",
    "freeze_rule",
    "fund",
    "fund_checks",
    "fund_rules",
    "funds",
    "give_copy",
    "give_details",
    "held",
    "help_apply",
    "housing",
    "import_awards",
    "import_developments",
    "import_file",
    "imports",
    "infrastructure",
    "infrastructure_file",
    "infrastructure_rows",
    "instalments",
    "invited",
    "letter",
    "letter_pdf",
    "letters",
    "levy",
    "levy_csv",
    "lift_award_freeze",
    "map_import",
    "match",
    "mine",
    "money",
    "monitoring",
    "monitoring_list",
    "move",
    "moves",
    "offer_pdf",
    "open_year",
    "other_funds",
    "other_funds_csv",
    "outside_fund",
    "outside_funds",
    "outside_funds_csv",
    "override_freeze",
    "oversight",
    "oversight_rows",
    "paid_file",
    "paper",
    "payee",
    "payment_file",
    "payment_run",
    "payment_runs",
    "post_letter",
    "postings",
    "propose_move",
    "publish_infrastructure",
    "purpose",
    "put_back_development",
    "queue",
    "receive_levy",
    "recover",
    "recoveries",
    "recovery",
    "refused_lines",
    "reviews",
    "same_purchase",
    "same_purchases",
    "say_sells",
    "send_monitoring",
    "set_check",
    "set_rule",
    "set_up",
    "settle_bid",
    "settle_monitoring",
    "show_instalment",
    "sign_off",
    "statement",
    "statement_figures",
    "statement_file",
    "statement_rows",
    "take_back_levy",
    "take_out_figure",
    "top_up",
    "transfer",
    "turn_down_freeze",
    "type_details",
    "underspend",
    "underspend_csv",
    "undo_import",
    "unfreeze",
    "ward_awards",
    "ward_statement",
    "what_if",
    "withdraw_development",
]
