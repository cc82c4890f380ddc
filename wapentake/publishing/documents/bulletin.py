"""A bulletin as the mail that goes out: HTML and plain text, with marks where each subscriber's own words go."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.template import loader

from wapentake.foundation.mail import Message, Mould, new_marks

from .. import pages
from ..models import Bulletin

MARKS = ("unsubscribe", "preferences", "token")


@dataclass(frozen=True)
class To:
    """Where a mail's own links lead."""

    unsubscribe: str
    preferences: str
    web: str


def site_address() -> str:
    """Return the address that links in mails begin with."""
    return str(settings.WAPENTAKE_ADDRESS).rstrip("/")


def mail_html(page: pages.BulletinShown, look: pages.Look, to: To, *, sheet: str = "", pixel: str = "") -> str:
    """Return a bulletin's mail as HTML."""
    context = {"page": page, "look": look, "to": to, "sheet": sheet, "pixel": pixel}
    return loader.get_template("publishing/mail/bulletin.html").render(context)


def mail_text(page: pages.BulletinShown, to: To) -> str:
    """Return a bulletin as plain text, in the order of the HTML."""
    lines = [page.place.upper(), page.opening, ""]
    if page.demo:
        lines.insert(0, "Demonstration. The people, groups and awards are invented.\n")
    for part in page.parts:
        lines += _part_lines(part)
    whose = f"{page.bulletin.ward.name}’s" if page.bulletin.ward else "our"
    lines += [
        "--", f"You get this because you asked for {whose} e-bulletin.",
        f"Choose what you get: {to.preferences}", f"Unsubscribe: {to.unsubscribe}", f"Read it on the web: {to.web}",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _part_lines(part: pages.PartShown) -> list[str]:
    lines = [part.over.upper()] if part.over else []
    title = f"{part.day} {part.month}: {part.title}" if part.day else part.title
    lines.append(title)
    if part.flag:
        lines.append(f"(You agreed to parts like this one: {part.flag[:1].lower()}{part.flag[1:]}.)")
    lines += [_block_text(block) for block in part.blocks]
    lines += [part.sums] if part.sums else []
    lines += [f"{part.link_words}: {part.href}"] if part.href else []
    return [*lines, ""]


def _block_text(block: pages.Block) -> str:
    if block.kind in ("ul", "ol"):
        return "\n".join(f"- {_runs_text(line)}" for line in block.lines)
    return "\n".join(_runs_text(line) for line in block.lines) if block.lines else _runs_text(block.runs)


def _runs_text(runs: list[pages.Run]) -> str:
    return "".join(f"{run.text} ({run.href})" if run.href and run.href != run.text else run.text for run in runs)


def test_message(bulletin: Bulletin, to: str, on: dt.date, at: dt.datetime) -> Message:
    """Return a bulletin as it would reach somebody who agreed to everything, marked as a test."""
    base = site_address()
    parts = pages.parts_for(bulletin, promotional=True, at=at)
    page = pages.bulletin_shown(bulletin, parts, on, base)
    links = To(f"{base}{page.web}", f"{base}{page.web}", f"{base}{page.web}")
    return Message([to], f"Test: {bulletin.subject}", mail_text(page, links), mail_html(page, pages.mail_look(), links))


def mould_of(
    bulletin: Bulletin, on: dt.date, *, at: dt.datetime, promotional: bool, opens: bool, links: Mapping[str, str]
) -> Mould:
    """Return the mould of a bulletin's mail, for those who agreed to flagged parts or not, and to opens or not.

    `on` is its own day; `at` is now, since what was withdrawn or is held by now is not in it.

    `links` are the addresses that count clicks, by what they lead to. Those who agreed to opens carry a token of
    their own in them; the others' clicks are counted and belong to nobody.
    """
    base, marks = site_address(), new_marks(*MARKS)
    token = f"{marks['token']}/" if opens else ""
    own = {target: f"{base}{href}{token}" for target, href in links.items()}
    page = pages.bulletin_shown(bulletin, pages.parts_for(bulletin, promotional, at), on, base, own)
    to = To(f"{base}{marks['unsubscribe']}", f"{base}{marks['preferences']}", f"{base}{page.web}")
    pixel = f"{base}/b/{bulletin.pk}/seen/{marks['token']}.gif" if opens else ""
    html = mail_html(page, pages.mail_look(), to, pixel=pixel)
    name = bulletin.ward.slug if bulletin.ward else "all"
    headers = {"List-Id": f"<{name}.bulletins.{mail_domain()}>", "Precedence": "bulk"}
    return Mould(bulletin.subject, mail_text(page, to), html, marks, headers)


def mail_domain() -> str:
    """Return the domain that mails come from."""
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ") or "localhost"


def moulds_of(
    bulletin: Bulletin, on: dt.date, at: dt.datetime, links: Mapping[str, str]
) -> Callable[[bool, bool], Mould]:
    """Return what gives a bulletin's mould for who agreed to flagged parts, and to opens; each is made when wanted."""
    made: dict[tuple[bool, bool], Mould] = {}

    def mould(promotional: bool, opens: bool) -> Mould:
        key = (promotional, opens)
        if key not in made:
            made[key] = mould_of(bulletin, on, at=at, promotional=promotional, opens=opens, links=links)
        return made[key]

    return mould
