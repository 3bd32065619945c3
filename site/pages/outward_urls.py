"""Addresses for other programs that belong to no language: the map of the site, open data, pictures beside links."""

from django.urls import URLPattern, path

from pages import open_data, views

app_name = "outward"
urlpatterns: list[URLPattern] = [
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    path("sitemap-<str:language>-<int:number>.xml", views.sitemap_pages, name="sitemap_pages"),
    path("sitemap-organisations.xml", views.sitemap_organisations, name="sitemap_organisations"),
    path("open-data/<slug:name>.<slug:form>", open_data.download, name="open_data"),
    path("cards/<str:language>/<uuid:key>/<str:stamp>.png", views.card, name="card"),
    path("cards/<str:language>/nima-<int:look>.png", views.site_card, name="site_card"),
]
