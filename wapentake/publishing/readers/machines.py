"""Programs that follow links and fetch pictures by themselves: what they do is not counted as reading."""

import re

from wapentake.foundation.robots import BOTS

# What looks at mails before people do, besides the programs that read pages.
_SCANNERS = re.compile(
    r"scan|barracuda|mimecast|proofpoint|symantec|safelinks|fortinet|googleimageproxy|yahoomailproxy", re.IGNORECASE
)


def is_machine(agent: str) -> bool:
    """Say whether a User-Agent names a program that nobody sits before, or names nothing."""
    return not agent.strip() or any(kind.search(agent) for kind in (BOTS, _SCANNERS))
