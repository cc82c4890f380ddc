"""Addresses of the evidence room."""

from django.urls import path

from . import views

public = [
    path("evidence/", views.indicators, name="indicators"),
    path("evidence/<slug:key>/", views.comparison, name="comparison"),
    path("evidence/<slug:key>/<slug:order>/<int:number>/", views.comparison, name="comparison_page"),
    path("wards/<slug:slug>/profile/", views.profile, name="profile"),
    path("wards/<slug:slug>/profile.pdf", views.profile_pdf, name="profile_pdf"),
    path("wards/<slug:slug>/profile.csv", views.profile_csv, name="profile_csv"),
]

desk = [
    path("evidence/", views.files, name="desk"),
    path("evidence/add/", views.add_file, name="add_file"),
    path("evidence/indicators/", views.known, name="known"),
    path("evidence/files/<int:pk>/", views.file, name="file"),
    path("evidence/files/<int:pk>/apply/", views.apply_file, name="apply_file"),
    path("evidence/files/<int:pk>/discard/", views.discard_file, name="discard_file"),
]
