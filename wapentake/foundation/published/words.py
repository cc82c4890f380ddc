"""The words of a page, as a search reads them: its heading, and what stands in its main part."""

from html.parser import HTMLParser

LONGEST = 200_000  # characters of a page that are searched: PostgreSQL keeps at most 1 MB of words a row
SILENT = {"script", "style", "svg", "nav", "template", "noscript", "form"}
INLINE = {"a", "abbr", "b", "code", "em", "i", "mark", "strong", "sub", "sup"}


def read(body: bytes, content_type: str) -> dict[str, str]:
    """Return a page's `title` and `text`; both are empty for anything but HTML."""
    if not content_type.startswith("text/html"):
        return {"title": "", "text": ""}
    reader = _Reader()
    reader.feed(_main(body.decode()))
    reader.close()
    title, text = (" ".join("".join(parts).replace("\x00", "").split()) for parts in (reader.title, reader.text))
    return {"title": title[:LONGEST], "text": text[:LONGEST]}


def _main(page: str) -> str:
    """Return a page without what stands before its main part and after it: a third of it, and no word is read there."""
    start, end = page.find("<main"), page.rfind("</main>")
    return page[start:end] if 0 <= start < end else page


class _Reader(HTMLParser):
    """Collects the first heading of the first rank and the words of `main`, without navigation, pictures and forms."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title: list[str] = []
        self.text: list[str] = []
        self.main = self.heading = False
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self.main = True
        elif tag in SILENT and (not self.silent or self.silent[-1] == tag):
            self.silent.append(tag)
        elif tag == "h1" and not self.title:
            self.heading = True
        elif tag not in INLINE:
            self.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self.main = False
        elif self.silent and self.silent[-1] == tag:
            self.silent.pop()
        elif tag == "h1":
            self.heading = False
        elif tag not in INLINE:
            self.text.append(" ")

    def handle_data(self, data: str) -> None:
        if self.main and not self.silent:
            (self.title if self.heading else self.text).append(data)
