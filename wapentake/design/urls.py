from django.urls import path

from . import views

public = [
    path("brand/<slug:digest>.css", views.brand_stylesheet, name="brand"),
    path("brand/<slug:digest>.<slug:suffix>", views.brand_logo, name="logo"),
]
