"""The objects that addresses are tried with.

They are Boston Castle's, so that its members, their colleagues elsewhere and officers stand in every relation to them.
"""

from typing import Any

from wapentake.design.branding import brand
from wapentake.evidence.models import Finding, ReadingFile
from wapentake.foundation.calendars import FinancialYear, now, today
from wapentake.foundation.models import Hold
from wapentake.funding.actions import start_draft
from wapentake.funding.models import (
    Application,
    AwardFreeze,
    AwardImport,
    Development,
    FundCheck,
    Letter,
    LevyReceipt,
    Move,
    OtherMoney,
    OutsideBid,
    OutsideFund,
    PaymentRun,
    StatementFigure,
    TenantBenefit,
    Transfer,
)
from wapentake.funding.queries import PERIODS, same_purchases
from wapentake.office.models import Councillor, Dispensation, Interest, Poll, RoleHeld, Suspension, Term, Vacancy
from wapentake.organisations.models import Contact, Organisation
from wapentake.places.models import BoundarySet, Cluster, Ward
from wapentake.plans.models import (
    Action,
    Ask,
    Citation,
    Commitment,
    Engagement,
    FindingCited,
    InputAnswer,
    InputCall,
    Measure,
    MeasureReading,
    NoticeQuestion,
    Priority,
    ProgressFile,
    ServiceNotice,
    WardPlan,
)
from wapentake.plans.views import INPUT_ACTS, PLAN_ACTS
from wapentake.publishing.actions import ask_to_subscribe
from wapentake.publishing.models import (
    Bulletin,
    DecidingBody,
    Guidance,
    Item,
    StrategyVersion,
    Subscriber,
    SubscriberList,
    UsefulLink,
)
from wapentake.publishing.queries import confirm_path, preferences_path, unsubscribe_path
from wapentake.publishing.rules import Wanted

NOWHERE = 999_999
PROGRESS_ACTS = ("progress_file", "apply_progress", "discard_progress")
PUBLISHED = FinancialYear(2021)
LEVIED = FinancialYear(2023)
STATEMENT_ACTS = ("publish_infrastructure", "statement_figures", "enter_figure")
LEVY_ACTS = ("development", "receive_levy", "change_development", "withdraw_development", "put_back_development")


WARD_SECTIONS = ("asked", "asked_feed", "groups", "members", "priorities", "priorities_feed", "reports")
STRATEGY_ACTS = ("desk_strategy", "new_version", "edit_strategy", "publish_strategy", "discard_strategy")


def samples() -> dict[str, dict[str, Any]]:
    """Return the arguments of every address that takes some, from the demonstration borough."""
    ward = Ward.objects.get(code="E05012996")
    priority = Priority.objects.filter(ward=ward, state="published").order_by("pk").first()
    application = Application.objects.filter(ward=ward, state="submitted").order_by("pk").first()
    award = Application.objects.filter(ward=ward, state="paid").order_by("pk").first()
    assert priority
    assert application
    assert award
    slug = {"slug": "maureen-ashby"}
    return {
        "design:brand": {"digest": brand.palette.digest},
        "design:logo": {"digest": "none", "suffix": "svg"},
        "places:earlier": {"slug": "boston-castle", "from_year": _earlier().edition.from_date.year},
        "site:one_page": {"slug": ward.slug},
        "site:one_page_pdf": {"slug": ward.slug},
        "site:ward": {"slug": ward.slug},
        **{f"site:ward_{name}": {"slug": ward.slug} for name in WARD_SECTIONS},
        "site:locality": {"slug": "central"},
        "site:named_place": {"slug": "rotherham-town-centre"},
        "evidence:comparison": {"key": "crime-rate"},
        "evidence:comparison_page": {"key": "crime-rate", "order": "by-name", "number": 1},
        "evidence:profile": {"slug": ward.slug},
        "evidence:profile_csv": {"slug": ward.slug},
        "evidence:profile_pdf": {"slug": ward.slug},
        **{
            f"evidence:{name}": {"pk": _key(ReadingFile.objects.all())}
            for name in (
                "file",
                "apply_file",
                "discard_file",
                "name_columns",
                "name_indicators",
                "faults_csv",
                "withdraw_file",
            )
        },
        "site:priority": {"ward_slug": ward.slug, "slug": priority.slug},
        "office:councillor": slug,
        "office:register": slug,
        "funding:awards_csv": {"year": FinancialYear.of(today()).starts_in},
        "funding:statement": {"year": PUBLISHED},
        "funding:statement_first": {"year": PUBLISHED},
        "funding:statement_page": {"year": PUBLISHED, "page": 1},
        "funding:statement_rows": {"year": PUBLISHED},
        "funding:statement_file": {"year": PUBLISHED, "kind": "csv"},
        "funding:infrastructure": {"year": LEVIED},
        **{f"funding:{name}": {"year": LEVIED.starts_in} for name in STATEMENT_ACTS},
        "funding:take_out_figure": {"pk": _key(StatementFigure.objects.filter(replaced_at=None))},
        "funding:infrastructure_rows": {"year": LEVIED},
        "funding:infrastructure_file": {"year": LEVIED, "kind": "csv"},
        "funding:ward_statement": {"slug": ward.slug, "year": PUBLISHED},
        "funding:ward_statement_file": {"slug": ward.slug, "year": PUBLISHED, "kind": "csv"},
        "funding:ward_awards": {"slug": award.ward.slug},
        "funding:cluster": {"slug": Cluster.objects.order_by("pk").values_list("slug", flat=True)[0]},
        "funding:award": {"reference": award.reference},
        "funding:close_review": {"reference": award.reference, "interest": NOWHERE},
        "funding:oversight_rows": {"key": "reasons"},
        "funding:application": {"reference": application.reference},
        "funding:answer_tests": {"reference": application.reference},
        "funding:correct_record": {"reference": application.reference},
        "funding:override_freeze": {"reference": application.reference},
        "funding:checks": {"reference": application.reference},
        "funding:enter_award": {"key": "capital", "slug": ward.slug},
        "funding:say_sells": {"reference": application.reference},
        "funding:give_copy": {"reference": application.reference},
        "funding:invited": {"code": "bcdfghjk"},
        "funding:follow": {"token": application.token},
        "funding:give_details": {"token": application.token},
        "funding:payee": {"reference": application.reference},
        "funding:type_details": {"reference": application.reference},
        "funding:paper": {"reference": application.reference, "public_id": application.token},
        **_monitoring(),
        **_offers(),
        **{f"funding:{name}": {"reference": application.reference} for name in ("match", "add_match")},
        "funding:confirm_match": {"pk": _key(OtherMoney.objects.filter(application__ward=ward, confirmed=False))},
        **_freezes(),
        **{f"funding:{name}": {"pk": _letter().pk} for name in ("letter", "letter_pdf", "post_letter")},
        "account_reset_password_from_key": {"uidb36": "1", "key": "set-password"},
        "mfa_edit_webauthn": {"pk": NOWHERE},
        "mfa_remove_webauthn": {"pk": NOWHERE},
        "openid_connect_login": {"provider_id": "council"},
        "openid_connect_callback": {"provider_id": "council"},
        "api:ward": {"code": ward.code},
        "api:postcode": {"postcode": "S601AE"},
        **_drafts(),
        **_funds(),
        **_plans(ward, priority),
        **_news(ward),
        **_subscriber(ward),
        **_bulletins(ward),
        **_notices(ward),
        **_input_asked(ward),
        **_findings(ward),
        **_office(ward),
        **_organisations(),
        **_places(ward),
    }


def _findings(ward: Ward) -> dict[str, dict[str, Any]]:
    one = Finding.objects.filter(wards=ward, state="stands", recorded_by__name="Dan Holroyd").order_by("pk")[0]
    return {f"evidence:{name}": {"pk": one.pk} for name in ("finding", "replace_finding", "withdraw_finding")}


def _input_asked(ward: Ward) -> dict[str, dict[str, Any]]:
    """What Boston Castle asks now, of residents and of services by name, with its answers."""
    call = InputCall.objects.get(ward=ward, slug="clifton-park-what-comes-first")
    answer = InputAnswer.objects.filter(call=call).order_by("pk")[0]
    public, link = {"slug": ward.slug, "call": call.slug}, {"token": answer.token}
    acts = ("input_call", "input_edit", "input_enter", "input_answer_for", "input_call_csv", *INPUT_ACTS)
    return {
        "plans:input_page": public,
        "plans:input_give": public,
        **{f"plans:{name}": link for name in ("given_answer", "input_change", "input_take_back")},
        **{f"plans:{name}": {"pk": call.pk} for name in acts},
        **{f"plans:{name}": {"pk": answer.pk} for name in ("input_answer", "input_withhold")},
        "plans:input_new": {"slug": ward.slug},
    }


def _notices(ward: Ward) -> dict[str, dict[str, Any]]:
    """A notice that comes to Boston Castle and another ward, so that more than three members were told."""
    notice = ServiceNotice.objects.filter(wards=ward, state="given", title__startswith="Wellgate").get()
    question = NoticeQuestion.objects.filter(notice=notice).order_by("pk")[0]
    acts = ("notice", "notice_edit", "notice_call_off", "notice_ask")
    return {**{f"plans:{name}": {"pk": notice.pk} for name in acts}, "plans:notice_reply": {"pk": question.pk}}


def _earlier() -> Ward:
    return Ward.objects.select_related("edition").get(slug="boston-castle", edition__to_date__isnull=False)


def _monitoring() -> dict[str, dict[str, Any]]:
    award = Application.objects.filter(ward__code="E05012996", monitoring__isnull=False).order_by("pk").first()
    assert award, "the demonstration has monitoring forms of Boston Castle"
    one = {"reference": award.reference}
    return {
        "funding:show_instalment": {"token": award.token},
        "funding:cancel_award": one,
        "funding:recover": one,
        "funding:recovery": {"pk": NOWHERE},
        "funding:instalments": one,
        "funding:purpose": one,
        "funding:ask_purpose": {"token": award.token},
        "funding:send_monitoring": {"token": award.token},
        "funding:monitoring": one,
        "funding:settle_monitoring": {**one, "act": "again"},
    }


def _freezes() -> dict[str, dict[str, Any]]:
    running = AwardFreeze.objects.filter(poll=None).order_by("pk").first()
    assert running, "the demonstration has an award freeze that is on"
    poll = Poll.objects.filter(kind="ordinary").order_by("-on")[0]
    return {
        **{f"funding:{name}": {"pk": poll.pk} for name in ("freeze_for_poll", "turn_down_freeze")},
        **{
            f"funding:{name}": {"pk": running.pk}
            for name in ("award_freeze", "change_award_freeze", "lift_award_freeze")
        },
    }


def _letter() -> Letter:
    return Letter.objects.filter(application__ward__code="E05012996").order_by("pk")[0]


def _offers() -> dict[str, dict[str, Any]]:
    award = Application.objects.filter(ward__code="E05012996", offer_answer__isnull=False).order_by("pk").first()
    run = PaymentRun.objects.order_by("pk").first()
    assert award, "the demonstration has offers of Boston Castle that were answered"
    assert run, "the demonstration has a payment run"
    return {
        "funding:answer_offer": {"token": award.token},
        "funding:offer_pdf": {"token": award.token},
        "funding:enter_answer": {"reference": award.reference},
        **{f"funding:{name}": {"pk": run.pk} for name in ("payment_run", "payment_file", "paid_file")},
    }


def _unsigned() -> TenantBenefit:
    return TenantBenefit.objects.select_related("application").filter(signed_by=None).order_by("pk")[0]


def _drafts() -> dict[str, dict[str, Any]]:
    token = start_draft({}, at=now()).token
    names = ("apply_tasks", "apply_files", "apply_check", "apply_sent", "apply_later")
    found: dict[str, dict[str, Any]] = {f"funding:{name}": {"token": token} for name in names}
    found["funding:apply_step"] = {"token": token, "step": "ward"}
    return found


def _funds() -> dict[str, dict[str, Any]]:
    year = FinancialYear.of(today()).starts_in
    acts = (
        "fund_year", "open_year", "allot", "top_up", "propose_move", "postings", "close_year", "freeze", "unfreeze",
        "what_if",
    )  # fmt: skip
    imports = ("import", "map_import", "apply_import", "undo_import", "drop_import", "refused_lines")
    return {
        "funding:fund": {"key": "clf"},
        "funding:fund_rules": {"key": "clf"},
        **{f"funding:{name}": {"key": "clf"} for name in ("fund_checks", "add_check")},
        **{
            f"funding:{name}": {"key": "clf", "pk": _key(FundCheck.objects.filter(fund__key="clf", to_date=None))}
            for name in ("change_check", "end_check")
        },
        **{f"funding:{name}": {"key": "clf", "rule": "amount"} for name in ("set_rule", "end_rule")},
        "funding:figures": {"key": "housing", "year": year, "kind": "homes"},
        **{f"funding:{name}": {"key": "clf", "year": year} for name in acts},
        "funding:dwellings": {"year": year},
        **_outside(),
        "funding:same_purchase": {"words": same_purchases(today(), max(PERIODS))[0].words},
        "funding:sign_off": {"reference": _unsigned().application.reference},
        **{f"funding:{name}": {"pk": _key(Development.objects.all())} for name in LEVY_ACTS},
        "funding:take_back_levy": {"pk": _key(LevyReceipt.objects.all())},
        "funding:transfer": {"pk": _key(Transfer.objects.order_by("pk"))},
        "funding:move": {"pk": _key(Move.objects.order_by("pk"))},
        **{f"funding:{name}": {"pk": _key(AwardImport.objects.order_by("-pk"))} for name in imports},
    }


def _outside() -> dict[str, dict[str, Any]]:
    fund = OutsideFund.objects.order_by("pk")[0]
    names = ("outside_fund", "change_outside_fund", "enter_bid")
    return {
        "funding:other_funds_ward": {"slug": "boston-castle"},
        **{f"funding:{name}": {"slug": fund.slug} for name in names},
        "funding:settle_bid": {"pk": _key(OutsideBid.objects.filter(result="waiting"))},
    }


def _news(ward: Ward) -> dict[str, dict[str, Any]]:
    out = Item.objects.filter(wards=ward, state="approved").order_by("pk").first()
    waiting = Item.objects.filter(wards=ward, state="proposed").order_by("pk").first()
    assert out
    assert waiting
    acts = (
        "desk_item", "desk_photo", "preview", "edit", "propose", "approve", "send_back", "take_back", "discard",
        "withdraw", "correct", "let_go_on",
    )  # fmt: skip
    event = Item.objects.filter(kind="event", state="approved").order_by("pk").first()
    page = Guidance.objects.filter(slug="hold-a-street-party").first()
    assert event
    assert page
    on_guidance = ("guidance_one", "write_guidance", "publish_guidance", "withdraw_guidance")
    return {
        "publishing:item": {"slug": out.slug},
        "publishing:photo": {"slug": out.slug, "size": "wide"},
        "publishing:newsletter": {"slug": ward.slug},
        "publishing:event_ics": {"slug": event.slug},
        "publishing:flyer": {"pk": event.pk},
        "publishing:press_release": {"pk": event.pk},
        "publishing:ward_events": {"slug": ward.slug},
        "publishing:ward_events_ics": {"slug": ward.slug},
        "publishing:guidance_page": {"slug": page.slug},
        "publishing:guidance_version": {"slug": page.slug, "number": 1},
        **{f"publishing:{name}": {"pk": page.pk} for name in on_guidance},
        "publishing:ward_news": {"slug": ward.slug},
        "publishing:ward_feed": {"slug": ward.slug},
        **{f"publishing:{name}": {"pk": waiting.pk} for name in acts},
        "publishing:strategy": {"slug": "thriving-neighbourhoods"},
        "publishing:strategy_version": {"slug": "thriving-neighbourhoods", "number": 1},
        "publishing:who_decides": {"slug": ward.slug},
        "publishing:remove_useful_link": {"pk": _key(UsefulLink.objects.all())},
        "publishing:end_deciding_body": {"pk": _key(DecidingBody.objects.all())},
        **{f"publishing:{name}": {"pk": _key(StrategyVersion.objects.all())} for name in STRATEGY_ACTS},
    }


def _subscriber(ward: Ward) -> dict[str, dict[str, Any]]:
    """Somebody who asked for Boston Castle's bulletin and has not confirmed it."""
    ask_to_subscribe("reader@example.org", Wanted((ward,)), at=now())
    found = Subscriber.objects.get(email="reader@example.org")
    paths = {"confirm": confirm_path, "preferences": preferences_path, "unsubscribe": unsubscribe_path}
    tokens = {f"publishing:{name}": {"token": path(found).split("/")[-2]} for name, path in paths.items()}
    acts = ("subscriber_list", "map_list", "import_list", "discard_list", "left_out_csv")
    return tokens | {f"publishing:{name}": {"pk": _key(SubscriberList.objects.all())} for name in acts}


def _bulletins(ward: Ward) -> dict[str, dict[str, Any]]:
    waiting = Bulletin.objects.filter(ward=ward, state="consulted").order_by("pk")[0]
    gone = Bulletin.objects.filter(ward=ward).exclude(pk=waiting.pk).order_by("pk")[0]
    acts = ("desk_bulletin", "bulletin_mail", "bulletin_heading", "add_part", "consult", "comment", "approve_bulletin",
            "take_back_bulletin", "withdraw_bulletin", "test_bulletin")  # fmt: skip
    on_parts = ("edit_part", "move_part", "take_out_part", "put_back_part")
    sends = ("send_bulletin", "pause_bulletin", "go_on_bulletin", "send_despite_hold")
    part = {"pk": waiting.pk, "part": waiting.parts.order_by("pk")[0].pk}
    return {
        "publishing:ward_archive": {"slug": ward.slug},
        "publishing:ward_archive_feed": {"slug": ward.slug},
        "publishing:ward_bulletin": {"slug": ward.slug, "month": gone.slug},
        "publishing:bulletin": {"month": gone.slug},
        **{f"publishing:{name}": {"pk": waiting.pk} for name in acts},
        **{f"publishing:{name}": part for name in on_parts},
        **{f"publishing:{name}": {"pk": waiting.pk} for name in sends},
        "publishing:click": {"pk": gone.pk, "number": 1},
        "publishing:click_counted": {"pk": gone.pk, "number": 1, "token": "x"},
        "publishing:seen": {"pk": gone.pk, "token": "x"},
    }


def _plans(ward: Ward, priority: Priority) -> dict[str, dict[str, Any]]:
    action = Action.objects.filter(priority=priority).order_by("pk").first()
    assert action
    plan = WardPlan.objects.filter(ward=ward, state="published").order_by("pk").first()
    assert plan
    version = {"slug": ward.slug, "year": plan.cycle.from_date.year, "version": plan.version}
    on_plans = ("plan", "plan_changes", "write_plan", "add_engagement", *PLAN_ACTS)
    measure = Measure.objects.filter(priority__ward=ward, indicator=None).order_by("pk").first()
    assert measure
    acts = ("priority", "cite", "edit", "propose", "agree", "undo", "take_back", "publish", "revise", "withdraw")
    return {
        **{f"plans:{name}": {"pk": priority.pk} for name in (*acts, "cite_finding")},
        "plans:progress": {"pk": action.pk},
        "plans:move_date": {"pk": action.pk},
        **{f"plans:{name}": {"pk": _key(ProgressFile.objects.all())} for name in PROGRESS_ACTS},
        "plans:add_measure": {"pk": priority.pk},
        "plans:follow_figure": {"pk": priority.pk},
        **{f"plans:{name}": {"pk": measure.pk} for name in ("measure", "enter_reading", "set_target", "end_measure")},
        "plans:strike_reading": {"pk": _key(MeasureReading.objects.filter(measure=measure, baseline=False))},
        "plans:ward": {"slug": ward.slug},
        "plans:draft": {"slug": ward.slug},
        "plans:borough_cycle": {"year": priority.cycle.from_date.year},
        "plans:outcome": {"framework": "themes", "key": "safety"},
        **{f"plans:{name}": {"pk": plan.pk} for name in on_plans},
        "plans:take_out": {"pk": _key(Citation.objects.all())},
        "plans:take_out_finding": {"pk": _key(FindingCited.objects.all())},
        "plans:remove_engagement": {"pk": _key(Engagement.objects.filter(plan=plan))},
        **{f"plans:{name}": {"slug": ward.slug} for name in ("begin_plan", "carry")},
        "plans:public_plan": {"slug": ward.slug},
        **{f"plans:{name}": version for name in ("plan_version", "plan_changed")},
        **{f"plans:{name}": {"key": "themes"} for name in ("framework", "add_outcome", "end_framework")},
        **_commitments(),
    }


def _commitments() -> dict[str, dict[str, Any]]:
    housing = {"pk": _key(Commitment.objects.filter(organisation__name="Housing", state="published"))}
    acts = ("commitment", "change_commitment", "commitment_serves", "withdraw_commitment")
    answers = ("ask", "accept_ask", "decline_ask", "more_time", "call_off_ask")
    ask = {"pk": _key(Ask.objects.filter(organisation__name="Housing", state="asked"))}
    services = ("service", "service_csv", "agree_protocol")
    return {
        **{f"plans:{name}": housing for name in acts},
        **{f"plans:{name}": ask for name in answers},
        **{f"plans:{name}": {"slug": "libraries-and-neighbourhood-hubs"} for name in services},
    }


def _office(ward: Ward) -> dict[str, dict[str, Any]]:
    maureen = Councillor.objects.get(slug="maureen-ashby")
    interest = Interest.objects.filter(councillor=maureen, superseded_at__isnull=True, ended_on__isnull=True).first()
    asked = Interest.objects.filter(superseded_at__isnull=True, sensitive=True, withholding_agreed=False).first()
    assert maureen.user
    assert interest
    assert asked
    people = (
        "person", "change_person", "invite", "forget_second_step", "close_account", "open_account", "forget_person",
        "grant_role",
    )  # fmt: skip
    entry = {"slug": maureen.slug, "entry": interest.entry}
    role = {"pk": _key(RoleHeld.objects.filter(ward=ward))}
    poll = {"pk": _key(Poll.objects.all())}
    return {
        **{f"office:{name}": {"public_id": maureen.user.public_id} for name in people},
        **{f"office:{name}": role for name in ("end_role", "hand_over", "cover")},
        "office:end_term": {"pk": _key(Term.objects.filter(councillor=maureen, ended_by=""))},
        "office:declare_vacancy": {"pk": _key(Vacancy.objects.all())},
        **{
            f"office:{name}": {"slug": maureen.slug}
            for name in ("change_councillor", "suspend", "interests_of", "add_interest")
        },
        "office:withdraw_dispensation": {"pk": _key(Dispensation.objects.all())},
        **{f"office:{name}": {"pk": _key(Hold.objects.all())} for name in ("publicity_hold", "lift_hold")},
        "office:hold_for_poll": poll,
        "office:reinstate_page": {"pk": NOWHERE},
        "office:end_suspension": {"pk": _key(Suspension.objects.all())},
        **{f"office:{name}": poll for name in ("poll", "elect", "move_poll")},
        **{f"office:{name}": entry for name in ("change_interest", "end_interest")},
        "office:withhold_interest": {"slug": asked.councillor.slug, "entry": asked.entry},
    }


def _places(ward: Ward) -> dict[str, dict[str, Any]]:
    cluster, boundaries = Cluster.objects.order_by("pk").first(), {"pk": _key(BoundarySet.objects.all())}
    assert cluster
    group, of_ward = (
        {"kind": "clusters", "slug": cluster.slug},
        ("desk_ward", "change_ward", "move_ward", "confirm_cover"),
    )
    return {
        **{f"places:{name}": {"code": ward.code} for name in of_ward},
        **{f"places:{name}": boundaries for name in ("boundary_set", "switch_boundaries")},
        **{f"places:{name}": {"kind": "clusters"} for name in ("groups", "add_group")},
        **{f"places:{name}": group for name in ("group", "change_group", "end_group")},
        "places:cluster_wards": {"slug": cluster.slug},
    }


def _organisations() -> dict[str, dict[str, Any]]:
    one, other = Organisation.objects.filter(kind="group").order_by("pk")[:2]
    of_one = {"slug": one.slug}
    contact = Contact.objects.filter(organisation=one).first()
    names = ("organisation", "change", "merge", "close", "add_contact")
    return {
        **{f"organisations:{name}": of_one for name in names},
        "organisations:merge_into": {**of_one, "into": other.slug},
        "organisations:remove_contact": {**of_one, "pk": contact.pk if contact else NOWHERE},
    }


def _key(rows: Any) -> int:
    """Return the key of the first row; one that is not there if there is none, since rules come before it."""
    return int(rows.order_by("pk").values_list("pk", flat=True).first() or NOWHERE)
