"""Addresses of the evidence room."""

from django.urls import path

from . import views

public = [
    path("wards/<slug:slug>/profile/", views.profile, name="profile"),
    path("wards/<slug:slug>/profile.csv", views.profile_csv, name="profile_csv"),
]

desk: list[object] = []
