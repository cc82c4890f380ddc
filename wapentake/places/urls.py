"""Addresses of the places room."""

from django.urls import path

from .views import desk as places
from .views import groups, maps
from .views import public as pages

public = [
    path("find/", pages.find, name="find"),
    path("wards/", pages.wards, name="wards"),
    path("wards/<slug:slug>/<int:from_year>/", pages.earlier, name="earlier"),
]

desk = [
    path("places/", places.overview, name="desk"),
    path("places/set-up/", places.set_up, name="set_up"),
    path("places/wards/", places.wards, name="desk_wards"),
    path("places/wards/<slug:code>/", places.ward, name="desk_ward"),
    path("places/wards/<slug:code>/change/", places.change_ward, name="change_ward"),
    path("places/wards/<slug:code>/locality/", places.move_ward, name="move_ward"),
    path("places/wards/<slug:code>/cover/", places.confirm_cover, name="confirm_cover"),
    path("places/boundaries/", maps.boundaries, name="boundaries"),
    path("places/boundaries/load/", maps.load_boundaries, name="load_boundaries"),
    path("places/boundaries/<int:pk>/", maps.boundary_set, name="boundary_set"),
    path("places/boundaries/<int:pk>/switch/", maps.switch_boundaries, name="switch_boundaries"),
    path("places/postcodes/", maps.postcodes, name="postcodes"),
    path("places/postcodes/load/", maps.load_postcodes, name="load_postcodes"),
    path("places/clusters/<slug:slug>/wards/", groups.cluster_wards, name="cluster_wards"),
    path("places/<slug:kind>/", groups.groups, name="groups"),
    path("places/<slug:kind>/add/", groups.add_group, name="add_group"),
    path("places/<slug:kind>/<slug:slug>/", groups.group, name="group"),
    path("places/<slug:kind>/<slug:slug>/change/", groups.change_group, name="change_group"),
    path("places/<slug:kind>/<slug:slug>/end/", groups.end_group, name="end_group"),
]
api: list = []
