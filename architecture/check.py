"""The house rules that no other tool holds: `python -m architecture.check`. Needs no database."""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from .source import ROOT, Problem


def checks() -> dict[str, Callable[[Path], Iterator[Problem]]]:
    """Return every check by what it holds. Django must be set up."""
    from . import audited, budgets, clock, documents, openness, pages, questions, relations, tree, words, writes

    return {
        "only actions write": writes.problems,
        "no clock below the views": clock.problems,
        "one action, one audit record": audited.problems,
        "relations point downwards": lambda root: relations.problems(),
        "views are closed unless listed": openness.problems,
        "nothing goes around escaping": pages.problems,
        "no question is put together from text": questions.problems,
        "budgets": budgets.problems,
        "the council's words": words.problems,
        "what documents name exists": documents.problems,
        "what must not be here": tree.problems,
        "subjects of commits": tree.subjects,
    }


def main() -> int:
    """Run every check, print what is wrong, and return 1 if anything is."""
    gc.disable()  # every tree is kept until the end: looking for garbage among them took as long as the checks
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("SECRET_KEY", "only-to-read-the-models" + "x" * 30)
    import django

    django.setup()
    found = {name: sorted(set(check(ROOT))) for name, check in checks().items()}
    for name, problems in found.items():
        print(f"{name}: {'kept' if not problems else f'{len(problems)} to put right'}")
        for problem in problems:
            print(f"  {problem}")
    return int(any(found.values()))


if __name__ == "__main__":
    sys.exit(main())
