"""How long to wait before the next try: soon after one failure, seldom after many."""

import time
from dataclasses import dataclass, field

FIRST, LONGEST, STEADY = 0.1, 10.0, 30.0  # seconds


@dataclass
class Backoff:
    """Doubles from FIRST to `longest` with each failure; forgets after STEADY seconds without one."""

    longest: float = LONGEST
    failures: int = 0
    not_before: float = 0
    last: float = field(default_factory=time.monotonic)

    def failed(self) -> float:
        """Note a failure; answers the seconds until the next try."""
        now = time.monotonic()
        if now - self.last > STEADY:
            self.failures = 0
        wait = min(FIRST * 2.0 ** min(self.failures, 10), self.longest)
        self.failures += 1
        self.last, self.not_before = now, now + wait
        return wait

    def is_due(self) -> bool:
        """Whether the wait is over."""
        return time.monotonic() >= self.not_before
