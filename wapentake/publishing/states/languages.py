"""The languages in which a passage of an item may be marked, each by the name that its code has in BCP 47."""

# The code that stands in front of the passage, and what pages and help call the language.
LANGUAGES = {
    "ar": "Arabic",
    "bn": "Bengali",
    "cs": "Czech",
    "cy": "Welsh",
    "es": "Spanish",
    "fa": "Farsi",
    "fr": "French",
    "gu": "Gujarati",
    "hi": "Hindi",
    "hu": "Hungarian",
    "ckb": "Kurdish (Sorani)",
    "kmr": "Kurdish (Kurmanji)",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "pa": "Punjabi",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ro": "Romanian",
    "sk": "Slovak",
    "so": "Somali",
    "ti": "Tigrinya",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "yue": "Cantonese",
    "zh": "Chinese",
}
# Written from right to left.
FROM_THE_RIGHT = frozenset({"ar", "ckb", "fa", "ps", "ur"})


def direction_of(language: str) -> str:
    """Return which way a language is written, as the attribute `dir` says it."""
    return "rtl" if language in FROM_THE_RIGHT else "ltr"


# Whose letters the fonts of our printed pages have not.
NOT_PRINTED = frozenset({"bn", "ckb", "gu", "pa", "ps", "ti", "ur", "yue", "zh"})


def is_printed(language: str) -> bool:
    """Say whether a language can be printed; what cannot is read on the page."""
    return language not in NOT_PRINTED
