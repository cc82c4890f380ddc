"""What must not be in the repository: addresses and paths of one machine, and words that belong to nobody's council."""

import hashlib
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from .source import Problem

# Absolute paths of somebody's machine. Made of pieces, so that this file does not hold what it looks for.
PATHS = re.compile("(?<![\\w.~-])/(?:" + "|".join(["ho" + "me", "ro" + "ot", "Us" + "ers", "wo" + "rk"]) + ")/[\\w.-]+")
HOSTS = re.compile(r"https?://[^\s/\"')]*(?:artifact|nexus|mirror|pypi|registry|\bnpm)[^\s/\"')]*", re.IGNORECASE)
PUBLIC = {"https://registry.npmjs.org", "https://pypi.org", "https://www.npmjs.com"}
KEYS = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")
# Words are kept as hashes, for the same reason.
WORDS = {
    "c857d09db23e", "c70eca6b0f88", "94a168d2da57", "d298391b0743", "487b91042c7c", "de2187af3fb0", "60965168ce76",
    "7d3194f79e64", "3ea125d0bff3",
}  # fmt: skip
BINARY = {".png", ".jpg", ".ico", ".woff2", ".gz", ".br", ".pdf", ".xlsx", ".ods", ".pbf"}
LONGEST_SUBJECT = 60


def problems(root: Path, files: list[str] | None = None) -> Iterator[Problem]:
    """Yield what must not be in any file that git knows, or that it would add."""
    for name in _known(root) if files is None else files:
        path = root / name
        if path.is_file() and not path.is_symlink() and path.suffix not in BINARY:
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
                yield from (Problem(name, number, what) for what in _faults(line))


def _faults(line: str) -> Iterator[str]:
    if found := PATHS.search(line):
        yield f"{found[0]}: a path of one machine"
    for host in HOSTS.findall(line):
        if host not in PUBLIC:
            yield f"{host}: the address of somebody's registry"
    if KEYS.search(line):
        yield "a private key"
    for word in re.findall(r"[A-Za-z]{3,}", line):
        if digest(word) in WORDS:
            yield f"{word}: not a word of this project"


def digest(word: str) -> str:
    """Return the short hash under which a word is kept."""
    return hashlib.sha256(word.lower().encode()).hexdigest()[:12]


def subjects(root: Path, most: int = 300) -> Iterator[Problem]:
    """Yield commits whose subject is longer than 60 letters."""
    for line in _git(root, "log", f"-{most}", "--format=%h %s"):
        commit, _, subject = line.partition(" ")
        if len(subject) > LONGEST_SUBJECT:
            yield Problem(commit, 0, f"the subject has {len(subject)} letters, the most is {LONGEST_SUBJECT}")


def _known(root: Path) -> list[str]:
    return _git(root, "ls-files", "--cached", "--others", "--exclude-standard")


def _git(root: Path, *words: str) -> list[str]:
    """Return the lines that git says. Raises where it says none: a check of no files is no check."""
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=False)  # noqa: S603, S607
    if done.returncode or not done.stdout:
        raise SystemExit(f"git {words[0]} says nothing here: run the checks in a checkout. {done.stderr.strip()}")
    return done.stdout.splitlines()
