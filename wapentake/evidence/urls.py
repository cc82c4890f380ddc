"""Addresses of the evidence room."""

from django.urls import path

from . import views

public = [
    path("evidence/", views.indicators, name="indicators"),
    path("evidence/side-by-side/", views.side_by_side, name="side_by_side"),
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
    path("evidence/indicators/add/", views.add_indicator, name="add_indicator"),
    path("evidence/findings/", views.findings, name="findings"),
    path("evidence/findings.csv", views.findings_csv, name="findings_csv"),
    path("evidence/findings/record/", views.record_finding, name="record_finding"),
    path("evidence/findings/<int:pk>/", views.finding, name="finding"),
    path("evidence/findings/<int:pk>/replace/", views.replace_finding, name="replace_finding"),
    path("evidence/findings/<int:pk>/withdraw/", views.withdraw_finding, name="withdraw_finding"),
    path("evidence/files/<int:pk>/", views.file, name="file"),
    path("evidence/files/<int:pk>/columns/", views.name_columns, name="name_columns"),
    path("evidence/files/<int:pk>/indicators/", views.name_indicators, name="name_indicators"),
    path("evidence/files/<int:pk>/faults.csv", views.faults_csv, name="faults_csv"),
    path("evidence/files/<int:pk>/apply/", views.apply_file, name="apply_file"),
    path("evidence/files/<int:pk>/discard/", views.discard_file, name="discard_file"),
    path("evidence/files/<int:pk>/withdraw/", views.withdraw_file, name="withdraw_file"),
]
