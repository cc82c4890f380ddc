"""Addresses of the plans room. A priority's public page is the site's, which gathers its money and meetings too."""

from django.urls import URLPattern, path

from . import views


def _act(name: str) -> URLPattern:
    return path(f"plan/priorities/<int:pk>/{name.replace('_', '-')}/", views.act, {"name": name}, name=name)


def _plan_act(name: str) -> URLPattern:
    act = name.removesuffix("_plan").replace("_", "-")
    return path(f"plan/plans/<int:pk>/{act}/", views.plan_act, {"name": name}, name=name)


def _input_act(name: str) -> URLPattern:
    act = name.removeprefix("input_").replace("_", "-")
    return path(f"plan/input/<int:pk>/{act}/", views.input_act, {"name": name}, name=name)


public: list[URLPattern] = [
    path("wards/<slug:slug>/have-your-say/<slug:call>/", views.input_page, name="input_page"),
    path("wards/<slug:slug>/have-your-say/<slug:call>/answer/", views.input_give, name="input_give"),
    path("have-your-say/<uuid:token>/", views.input_given, name="given_answer"),
    path("have-your-say/<uuid:token>/change/", views.input_change, name="input_change"),
    path("have-your-say/<uuid:token>/take-back/", views.input_take_back, name="input_take_back"),
    path("priorities/", views.all_wards, name="all_wards"),
    path("priorities/what-wards-work-on.csv", views.borough_csv, name="borough_csv"),
    path("priorities/cycle/<int:year>/", views.all_wards, name="borough_cycle"),
    path("priorities/<slug:framework>/<slug:key>/", views.outcome, name="outcome"),
    path("wards/<slug:slug>/plan/", views.public_plan, name="public_plan"),
    path("wards/<slug:slug>/plan/<int:year>/<int:version>/", views.public_plan, name="plan_version"),
    path("wards/<slug:slug>/plan/<int:year>/<int:version>/changes/", views.plan_changed, name="plan_changed"),
]
desk: list[URLPattern] = [
    path("plan/", views.desk, name="desk"),
    path("plan/cycles/", views.cycles, name="cycles"),
    path("plan/all-wards/", views.desk_borough, name="desk_borough"),
    path("plan/all-wards/what-wards-work-on.csv", views.desk_borough_csv, name="desk_borough_csv"),
    path("plan/lists/", views.frameworks, name="frameworks"),
    path("plan/lists/begin/", views.begin_framework, name="begin_framework"),
    path("plan/lists/<slug:key>/", views.framework, name="framework"),
    path("plan/lists/<slug:key>/add/", views.add_outcome, name="add_outcome"),
    path("plan/lists/<slug:key>/end/", views.end_framework, name="end_framework"),
    path("plan/priorities/<int:pk>/", views.priority, name="priority"),
    path("plan/priorities/<int:pk>/edit/", views.edit, name="edit"),
    *[_act(name) for name in views.ACTS],
    path("plan/plans/<int:pk>/", views.plan, name="plan"),
    path("plan/plans/<int:pk>/changes/", views.plan_changes, name="plan_changes"),
    path("plan/plans/<int:pk>/write/", views.write_plan, name="write_plan"),
    path("plan/plans/<int:pk>/asked/", views.add_engagement, name="add_engagement"),
    path("plan/asked/<int:pk>/remove/", views.remove_engagement, name="remove_engagement"),
    *[_plan_act(name) for name in views.PLAN_ACTS],
    path("plan/priorities/<int:pk>/measures/add/", views.add_measure, name="add_measure"),
    path("plan/priorities/<int:pk>/measures/follow/", views.follow_figure, name="follow_figure"),
    path("plan/actions/", views.listing, name="actions"),
    path("plan/actions.csv", views.actions_csv, name="actions_csv"),
    path("plan/priorities/<int:pk>/cite/", views.cite, name="cite"),
    path("plan/citations/<int:pk>/take-out/", views.take_out, name="take_out"),
    path("plan/priorities/<int:pk>/cite-finding/", views.cite_finding, name="cite_finding"),
    path("plan/findings/<int:pk>/take-out/", views.take_out_finding, name="take_out_finding"),
    path("plan/actions/<int:pk>/", views.progress, name="progress"),
    path("notices/", views.notices, name="notices"),
    path("notices.csv", views.notices_csv, name="notices_csv"),
    path("notices/new/", views.notice_new, name="notice_new"),
    path("notices/warning/", views.notice_report, name="notice_report"),
    path("notices/warning.csv", views.notice_report_csv, name="notice_report_csv"),
    path("notices/rule/", views.notice_rule, name="notice_rule"),
    path("notices/<int:pk>/", views.notice, name="notice"),
    path("notices/<int:pk>/edit/", views.notice_edit, name="notice_edit"),
    path("notices/<int:pk>/call-off/", views.notice_call_off, name="notice_call_off"),
    path("notices/<int:pk>/ask/", views.notice_ask, name="notice_ask"),
    path("notices/questions/<int:pk>/", views.notice_reply, name="notice_reply"),
    path("plan/actions/<int:pk>/date/", views.move_date, name="move_date"),
    path("plan/rule/", views.plan_rule, name="plan_rule"),
    path("plan/answers-rule/", views.input_rule, name="input_rule"),
    path("plan/proposal/", views.proposal, name="proposal"),
    path("plan/proposal/extract.csv", views.proposal_csv, name="proposal_csv"),
    path("plan/input/", views.input_calls, name="input_calls"),
    path("plan/input/<int:pk>/", views.input_call, name="input_call"),
    path("plan/input/<int:pk>/edit/", views.input_edit, name="input_edit"),
    path("plan/input/<int:pk>/enter/", views.input_enter, name="input_enter"),
    path("plan/input/<int:pk>/answer/", views.input_answer_for, name="input_answer_for"),
    path("plan/input/<int:pk>/answers.csv", views.input_answers_csv, name="input_call_csv"),
    path("plan/input/answers/<int:pk>/", views.input_answer, name="input_answer"),
    path("plan/input/answers/<int:pk>/withhold/", views.input_withhold, name="input_withhold"),
    *[_input_act(name) for name in views.INPUT_ACTS],
    path("plan/reminders/", views.reminders, name="reminders"),
    path("plan/progress/", views.progress_files, name="progress_files"),
    path("plan/progress/<int:pk>/", views.progress_file, name="progress_file"),
    path("plan/progress/<int:pk>/apply/", views.apply_progress, name="apply_progress"),
    path("plan/progress/<int:pk>/discard/", views.discard_progress, name="discard_progress"),
    path("plan/measures/<int:pk>/", views.measure, name="measure"),
    path("plan/measures/<int:pk>/reading/", views.enter_reading, name="enter_reading"),
    path("plan/measures/<int:pk>/target/", views.set_target, name="set_target"),
    path("plan/measures/<int:pk>/end/", views.end_measure, name="end_measure"),
    path("plan/readings/<int:pk>/strike/", views.strike_reading, name="strike_reading"),
    path("commitments/", views.commitments, name="commitments"),
    path("commitments/list.csv", views.commitments_csv, name="commitments_csv"),
    path("commitments/add/", views.write_commitment, name="write_commitment"),
    path("commitments/<int:pk>/", views.commitment, name="commitment"),
    path("commitments/<int:pk>/change/", views.change_commitment, name="change_commitment"),
    path("commitments/<int:pk>/serves/", views.commitment_serves, name="commitment_serves"),
    path("commitments/<int:pk>/take-back/", views.withdraw_commitment, name="withdraw_commitment"),
    path("commitments/gaps/", views.matrix, name="matrix"),
    path("commitments/gaps/list.csv", views.matrix_csv, name="matrix_csv"),
    path("asks/", views.asks, name="asks"),
    path("asks/list.csv", views.asks_csv, name="asks_csv"),
    path("asks/new/", views.new_ask, name="new_ask"),
    path("asks/<int:pk>/", views.ask, name="ask"),
    path("asks/<int:pk>/accept/", views.accept_ask, name="accept_ask"),
    path("asks/<int:pk>/decline/", views.decline_ask, name="decline_ask"),
    path("asks/<int:pk>/more-time/", views.more_time, name="more_time"),
    path("asks/<int:pk>/call-off/", views.call_off_ask, name="call_off_ask"),
    path("services/", views.services, name="services"),
    path("services/<slug:slug>/", views.service, name="service"),
    path("services/<slug:slug>/list.csv", views.service_csv, name="service_csv"),
    path("protocol/", views.protocol, name="protocol"),
    path("protocol/write/", views.write_protocol, name="write_protocol"),
    path("protocol/days/", views.answer_time, name="answer_time"),
    path("protocol/agree/<slug:slug>/", views.agree_protocol, name="agree_protocol"),
    path("plan/<slug:slug>/", views.ward, name="ward"),
    path("plan/<slug:slug>/new/", views.draft, name="draft"),
    path("plan/<slug:slug>/ask/", views.input_new, name="input_new"),
    path("plan/<slug:slug>/begin/", views.begin_plan, name="begin_plan"),
    path("plan/<slug:slug>/carry/", views.carry, name="carry"),
]
