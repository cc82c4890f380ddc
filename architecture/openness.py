"""Every view is closed unless it is on the committed list of public ones."""

from collections.abc import Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

from .source import ROOT, Problem

LISTED = Path("architecture/public.txt")


def problems(root: Path = ROOT, resolver: URLResolver | None = None) -> Iterator[Problem]:
    """Yield views that are open and not listed, and lines of the list that no open view stands behind."""
    listed = {
        line.strip(): number
        for number, line in enumerate((root / LISTED).read_text().splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    }
    there = set(open_views(resolver or get_resolver()))
    for name in sorted(there - set(listed)):
        yield Problem(str(LISTED), 1, f"{name} is open to everybody and not listed: close it, or list it on purpose")
    for name in sorted(set(listed) - there):
        yield Problem(str(LISTED), listed[name], f"{name} is listed, but no open view has that name")


def open_views(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """Yield the names, namespaces before them, of the views that need nobody to be signed in."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from open_views(pattern, inner)
        elif isinstance(pattern, URLPattern) and not getattr(pattern.callback, "login_required", True):
            yield f"{prefix}{pattern.name or pattern.pattern}"
