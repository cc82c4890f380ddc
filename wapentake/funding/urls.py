"""Addresses of the funding room."""

from django.urls import path

from . import views

public = [
    path("apply/", views.apply, name="apply"),
    path("apply/follow/<uuid:token>/", views.follow, name="follow"),
    path("apply/<uuid:token>/check/", views.apply_check, name="apply_check"),
    path("apply/<uuid:token>/sent/", views.apply_sent, name="apply_sent"),
    path("apply/<uuid:token>/later/", views.apply_later, name="apply_later"),
    path("apply/<uuid:token>/<slug:step>/", views.apply_step, name="apply_step"),
    path("awards/<slug:reference>/", views.award, name="award"),
    path("money/", views.money, name="money"),
    path("money/awards-<int:year>.csv", views.awards_csv, name="awards_csv"),
]
desk = [
    path("money/", views.queue, name="queue"),
    path("money/to-look-at-again/", views.reviews, name="reviews"),
    path("money/<slug:reference>/", views.application, name="application"),
]
