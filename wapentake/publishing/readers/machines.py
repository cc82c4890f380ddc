"""Programs that follow links and fetch pictures by themselves: what they do is not counted as reading."""

import re

_MACHINES = re.compile(
    r"bot|crawl|spider|slurp|preview|scan|monitor|curl|wget|python|java/|go-http|okhttp|headless|phantom|httpclient"
    r"|barracuda|mimecast|proofpoint|symantec|safelinks|fortinet|facebookexternalhit|googleimageproxy|yahoomailproxy",
    re.IGNORECASE,
)


def is_machine(agent: str) -> bool:
    """Say whether a User-Agent names a program that nobody sits before, or names nothing."""
    return not agent.strip() or _MACHINES.search(agent) is not None
