"""Addresses of the places room."""

from django.urls import path

from . import views

public = [
    path("find/", views.find, name="find"),
    path("wards/", views.wards, name="wards"),
    path("wards/<slug:slug>/<int:from_year>/", views.earlier, name="earlier"),
]
desk: list = []
api: list = []
