"""Addresses of the office room."""

from django.urls import path

from .views import dispensations, interests, offices, people, publicity
from .views import public as pages

public = [
    path("councillors/", pages.councillors, name="councillors"),
    path("councillors/<slug:slug>/", pages.councillor, name="councillor"),
    path("councillors/<slug:slug>/interests/", pages.register, name="register"),
]

desk = [
    path("people/", people.people, name="people"),
    path("people/add/", people.add_person, name="add_person"),
    path("people/confirm/", people.confirm_roles, name="confirm_roles"),
    path("people/<uuid:public_id>/", people.person, name="person"),
    path("people/<uuid:public_id>/change/", people.change_person, name="change_person"),
    path("people/<uuid:public_id>/invite/", people.invite, name="invite"),
    path("people/<uuid:public_id>/second-step/", people.forget_second_step, name="forget_second_step"),
    path("people/<uuid:public_id>/close/", people.close_account, name="close_account"),
    path("people/<uuid:public_id>/open/", people.open_account, name="open_account"),
    path("people/<uuid:public_id>/forget/", people.forget_person, name="forget_person"),
    path("people/<uuid:public_id>/role/", offices.grant_role, name="grant_role"),
    path("roles/<int:pk>/end/", offices.end_role, name="end_role"),
    path("roles/<int:pk>/hand-over/", offices.hand_over, name="hand_over"),
    path("roles/<int:pk>/cover/", offices.cover, name="cover"),
    path("terms/<int:pk>/end/", offices.end_term, name="end_term"),
    path("vacancies/<int:pk>/declare/", offices.declare_vacancy, name="declare_vacancy"),
    path("councillors/<slug:slug>/", people.change_councillor, name="change_councillor"),
    path("councillors/<slug:slug>/suspend/", offices.suspend, name="suspend"),
    path("suspensions/<int:pk>/end/", offices.end_suspension, name="end_suspension"),
    path("polls/", offices.polls, name="polls"),
    path("polls/add/", offices.hold_poll, name="hold_poll"),
    path("polls/<int:pk>/", offices.poll, name="poll"),
    path("polls/<int:pk>/move/", offices.move_poll, name="move_poll"),
    path("polls/<int:pk>/elect/", offices.elect, name="elect"),
    path("dispensations/", dispensations.dispensations, name="dispensations"),
    path("dispensations/add/", dispensations.add, name="add_dispensation"),
    path("dispensations/<int:pk>/withdraw/", dispensations.withdraw, name="withdraw_dispensation"),
    path("publicity/", publicity.publicity, name="publicity"),
    path("publicity/add/", publicity.hold_publicity, name="hold_publicity"),
    path("publicity/polls/<int:pk>/", publicity.hold_for_poll, name="hold_for_poll"),
    path("publicity/withdraw/", publicity.withdraw_page, name="withdraw_page"),
    path("publicity/pages/<int:pk>/reinstate/", publicity.reinstate_page, name="reinstate_page"),
    path("publicity/<int:pk>/", publicity.publicity_hold, name="publicity_hold"),
    path("publicity/<int:pk>/lift/", publicity.lift_hold, name="lift_hold"),
    path("interests/", interests.registers, name="interests"),
    path("interests/<slug:slug>/", interests.register, name="interests_of"),
    path("interests/<slug:slug>/add/", interests.add, name="add_interest"),
    path("interests/<slug:slug>/<uuid:entry>/change/", interests.change, name="change_interest"),
    path("interests/<slug:slug>/<uuid:entry>/withhold/", interests.withhold, name="withhold_interest"),
    path("interests/<slug:slug>/<uuid:entry>/end/", interests.end, name="end_interest"),
]
