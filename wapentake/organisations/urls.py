"""Addresses of the organisations room."""

from django.urls import URLPattern, path

from . import views

public: list[URLPattern] = []

desk = [
    path("organisations/", views.listing, name="list"),
    path("organisations/add/", views.add, name="add"),
    path("organisations/of/<slug:slug>/", views.organisation, name="organisation"),
    path("organisations/of/<slug:slug>/change/", views.change, name="change"),
    path("organisations/of/<slug:slug>/merge/", views.merge, name="merge"),
    path("organisations/of/<slug:slug>/merge/<slug:into>/", views.merge_into, name="merge_into"),
    path("organisations/of/<slug:slug>/close/", views.close, name="close"),
    path("organisations/of/<slug:slug>/contacts/add/", views.add_contact, name="add_contact"),
    path("organisations/of/<slug:slug>/contacts/<int:pk>/remove/", views.remove_contact, name="remove_contact"),
]
