"""Addresses of the office room."""

from django.urls import URLPattern

public: list[URLPattern] = []
desk: list[URLPattern] = []
