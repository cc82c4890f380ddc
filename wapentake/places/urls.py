"""Addresses of the places room."""

from django.urls import path

from .views import public as pages

public = [
    path("find/", pages.find, name="find"),
    path("wards/", pages.wards, name="wards"),
    path("wards/<slug:slug>/<int:from_year>/", pages.earlier, name="earlier"),
]
desk: list = []
api: list = []
