"""Every address of the program: what is public, the desk, the API."""

from django.urls import path

urlpatterns: list = []
_ = path
