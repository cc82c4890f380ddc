"""Addresses of the publishing room."""

from django.urls import path

from . import views

public = [
    path("news/", views.news, name="news"),
    path("news.atom", views.feed, name="feed"),
    path("news/<slug:slug>/", views.item, name="item"),
    path("news/<slug:slug>/<slug:size>.jpg", views.photo, name="photo"),
    path("wards/<slug:slug>/news/", views.ward_news, name="ward_news"),
    path("wards/<slug:slug>/news.atom", views.ward_feed, name="ward_feed"),
    path("subscribe/", views.subscribe, name="subscribe"),
    path("subscribe/check-your-mail/", views.asked, name="asked"),
    path("subscribe/confirm/<str:token>/", views.confirm, name="confirm"),
    path("subscribe/preferences/<str:token>/", views.preferences, name="preferences"),
    path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
]

desk = [
    path("news/", views.desk, name="desk"),
    path("news/new/", views.new, name="new"),
    path("news/new-event/", views.new_event, name="new_event"),
    path("news/approval/", views.set_approval, name="set_approval"),
    path("news/<int:pk>/", views.desk_item, name="desk_item"),
    path("news/<int:pk>/photo.jpg", views.desk_photo, name="desk_photo"),
    path("news/<int:pk>/preview/", views.preview, name="preview"),
    path("news/<int:pk>/edit/", views.edit, name="edit"),
    path("news/<int:pk>/propose/", views.propose, name="propose"),
    path("news/<int:pk>/approve/", views.approve, name="approve"),
    path("news/<int:pk>/send-back/", views.send_back, name="send_back"),
    path("news/<int:pk>/take-back/", views.take_back, name="take_back"),
    path("news/<int:pk>/discard/", views.discard, name="discard"),
    path("news/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("subscriptions/", views.subscriptions, name="subscriptions"),
    path("subscriptions/figures.csv", views.subscriptions_csv, name="subscriptions_csv"),
    path("subscriptions/figure/", views.published_figure, name="published_figure"),
    path("subscriptions/address/", views.subscriber_address, name="subscriber_address"),
    path("subscriptions/lists/", views.subscriber_files, name="subscriber_files"),
    path("subscriptions/lists/add/", views.subscriber_lists, name="add_list"),
    path("subscriptions/lists/<int:pk>/", views.subscriber_list, name="subscriber_list"),
    path("subscriptions/lists/<int:pk>/columns/", views.map_list, name="map_list"),
    path("subscriptions/lists/<int:pk>/bring-in/", views.import_list, name="import_list"),
    path("subscriptions/lists/<int:pk>/discard/", views.discard_list, name="discard_list"),
    path("subscriptions/lists/<int:pk>/left-out.csv", views.left_out_csv, name="left_out_csv"),
]
