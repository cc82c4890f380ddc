"""Addresses of the evidence room."""

from django.urls import path

from . import views

public = [
    path("evidence/", views.indicators, name="indicators"),
    path("evidence/<slug:key>/", views.comparison, name="comparison"),
    path("evidence/<slug:key>/<slug:order>/<int:number>/", views.comparison, name="comparison_page"),
    path("wards/<slug:slug>/profile/", views.profile, name="profile"),
    path("wards/<slug:slug>/profile.csv", views.profile_csv, name="profile_csv"),
]

desk: list[object] = []
