"""Which state may follow which, written down once as a table."""

from collections.abc import Mapping
from dataclasses import dataclass

from .verdicts import Verdict


@dataclass(frozen=True)
class Lifecycle:
    """The states of one kind of record.

    `transitions` maps each state to the states that may follow it; a state that nothing follows maps to an empty set.
    """

    name: str
    transitions: Mapping[str, frozenset[str] | set[str]]

    def __post_init__(self) -> None:
        followers = {state for after in self.transitions.values() for state in after}
        missing = followers - set(self.transitions)
        if missing:
            raise ValueError(f"{self.name}: no row for {', '.join(sorted(missing))}")

    def verdict(self, current: str, to: str) -> Verdict:
        """Say whether a record in state `current` may go to state `to`."""
        if to in self.transitions[current]:
            return Verdict.yes()
        return Verdict.no(f"This {self.name} is {_words(current)}, so it cannot become {_words(to)}.")

    def demand(self, current: str, to: str) -> None:
        """Raise `Refused` unless `to` may follow `current`."""
        self.verdict(current, to).demand()

    def ends(self) -> set[str]:
        """Return the states that nothing follows."""
        return {state for state, after in self.transitions.items() if not after}

    def diagram(self) -> str:
        """Return the table as a Mermaid state diagram, for the generated reference."""
        lines = ["stateDiagram-v2"]
        for state, after in self.transitions.items():
            lines += [f"    {state} --> {follower}" for follower in sorted(after)]
            if not after:
                lines.append(f"    {state} --> [*]")
        return "\n".join(lines)


def _words(state: str) -> str:
    return str(state).replace("_", " ")
