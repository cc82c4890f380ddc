"""Addresses of the gathered pages."""

from django.urls import path

from . import views

public = [
    path("", views.front, name="front"),
    path("wards/<slug:slug>/", views.ward, name="ward"),
    path("wards/<slug:slug>/councillors/", views.ward_members, name="ward_members"),
    path("wards/<slug:slug>/priorities/", views.ward_priorities, name="ward_priorities"),
    path("wards/<slug:slug>/have-your-say/", views.ward_asked, name="ward_asked"),
    path("wards/<slug:slug>/priorities.atom", views.ward_priorities_feed, name="ward_priorities_feed"),
    path("wards/<slug:slug>/have-your-say.atom", views.ward_asked_feed, name="ward_asked_feed"),
    path("wards/<slug:slug>/groups/", views.ward_groups, name="ward_groups"),
    path("wards/<slug:slug>/reports/", views.ward_reports, name="ward_reports"),
    path("localities/<slug:slug>/", views.locality, name="locality"),
    path("places/<slug:slug>/", views.named_place, name="named_place"),
    path("have-your-say/", views.asked, name="asked"),
    path("wards/<slug:slug>/one-page/", views.one_page, name="one_page"),
    path("wards/<slug:slug>/one-page.pdf", views.one_page_pdf, name="one_page_pdf"),
    path("wards/<slug:ward_slug>/priorities/<slug:slug>/", views.priority, name="priority"),
    path("search/", views.search, name="search"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("how-it-works/", views.how, name="how"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("data/", views.data, name="data"),
    path("data/catalogue.json", views.data_catalogue, name="data_catalogue"),
    path("open-data/", views.open_data, name="open_data"),
    path("demo/", views.demo, name="demo"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
desk = [
    path("", views.desk, name="desk"),
    path("check-records/", views.check_records, name="check_records"),
]
