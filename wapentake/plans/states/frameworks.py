"""Kinds of what a priority may name."""

from django.db.models import TextChoices


class FrameworkKind(TextChoices):
    THEMES = "themes", "Themes"
    AIMS = "aims", "Aims"
    OUTCOMES = "outcomes", "Outcomes"
    AREAS = "areas", "Action areas"
    COMMUNITIES = "communities", "Communities of identity"
