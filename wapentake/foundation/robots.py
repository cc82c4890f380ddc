"""Programs that read pages and mails for nobody. It imports nothing of Django: what reads photos has none of it."""

import re

# Programs that read pages for nobody, and what is fetched before anybody asks for it.
BOTS = re.compile(
    r"bot|crawl|spider|slurp|archiv|scrap|preview|monitor|uptime|lighthouse|headless|phantom|selenium|playwright|"
    r"python|curl|wget|java/|go-http|okhttp|libwww|httpclient|axios|node|ruby|perl|facebookexternal|whatsapp|feed",
    re.IGNORECASE,
)
