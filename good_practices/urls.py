"""Addresses of a member's own practices."""

from django.urls import URLPattern, path

from good_practices import confirming, ending_views, filing, illustrating, reporting, views, writing
from good_practices.word import pages as word

urlpatterns: list[URLPattern] = [
    path("", views.overview, name="list"),
    path("new/", writing.choose, name="create"),
    path("new/<str:language>/", writing.begin, name="begin"),
    path("new/<str:language>/<uuid:token>/", writing.write, name="write"),
    path("word/", word.begin, name="word"),
    path("word/<str:language>/", word.template, name="word_template"),
    path("<uuid:key>/word/", word.fill, name="word_fill"),
    path("<uuid:key>/word/file/", word.document, name="word_file"),
    path("<uuid:key>/", views.detail, name="detail"),
    path("<uuid:key>/edit/", writing.edit, name="edit"),
    path("<uuid:key>/edit/<slug:part>/", writing.edit, name="part"),
    path("<uuid:key>/autosave/", writing.autosave, name="autosave"),
    path("<uuid:key>/autosave/<slug:part>/", writing.autosave, name="autosave_part"),
    path("<uuid:key>/pictures/", illustrating.pictures, name="pictures"),
    path("<uuid:key>/pictures/<int:number>/", illustrating.picture, name="picture"),
    path("<uuid:key>/pictures/<int:number>/remove/", illustrating.remove, name="remove_picture"),
    path("<uuid:key>/pictures/<int:number>/up/", illustrating.lift, name="lift_picture"),
    path("<uuid:key>/files/", filing.files, name="files"),
    path("<uuid:key>/files/<int:number>/", filing.file, name="file"),
    path("<uuid:key>/files/<int:number>/remove/", filing.remove, name="remove_file"),
    path("<uuid:key>/report/", reporting.report, name="report"),
    path("<uuid:key>/report/file/", reporting.file, name="report_file"),
    path("<uuid:key>/report/remove/", reporting.remove, name="remove_report"),
    path("<uuid:key>/preview/", views.preview, name="preview"),
    path("<uuid:key>/changes/", views.changes, name="changes"),
    path("<uuid:key>/confirm/", confirming.confirm_due, name="confirm"),
    path("<uuid:key>/end/", ending_views.end, name="end"),
    path("<uuid:key>/take-up/", ending_views.take_up, name="take_up"),
    path("<uuid:key>/submit/", views.submit, name="submit"),
    path("<uuid:key>/withdraw/", views.withdraw, name="withdraw"),
]
app_name = "my_practices"
