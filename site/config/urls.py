"""Addresses of the whole site."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.views.generic import RedirectView, TemplateView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from blocks.land import land
from config import errors
from health import views as health

to_login = RedirectView.as_view(pattern_name="account_login", query_string=True)
to_new_password = RedirectView.as_view(url=reverse_lazy("account_reset_password"))

handler400 = "config.errors.bad_request"
handler403 = "config.errors.no_access"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("-/live", health.live, name="live"),
    path("-/ready", health.ready, name="ready"),
    path("robots.txt", TemplateView.as_view(template_name="robots.txt", content_type="text/plain"), name="robots"),
    # Wagtail's own doors bypass the second factor; all of them lead to the one login.
    path("admin/login/", to_login, name="admin_login"),
    path("admin/password_reset/", to_new_password),
    path("admin/password_reset/<path:rest>", to_new_password),
    # Wagtail's page that fails on purpose.
    path("admin/failwhale/", errors.not_found, {"exception": None}),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("map/<str:mark>.svg", land, name="land"),
    path("media/", include("library.urls")),
    path("api/", include("search.api_urls")),
    path("", include("pages.outward_urls")),
]
urlpatterns += i18n_patterns(
    path("account/", include("network_members.account_urls")),
    path("", include("network_members.urls")),
    path("my/practices/", include("good_practices.urls")),
    path("my/reviews/", include("good_practices.review_urls")),
    path("my/adoptions/", include("adoptions.urls")),
    path("my/proposals/", include("proposals.urls")),
    path("my/translations/", include("translators.urls")),
    path("practices/", include("good_practices.public_urls")),
    path("my/saved/", include("good_practices.bookmark_urls")),
    path("my/following/", include("following.urls")),
    path("my/notices/", include("following.notice_urls")),
    path("talk/", include("comments.urls")),
    path("my/searches/", include("good_practices.search_urls")),
    path("search/", include("search.urls")),
    path("mailbox/", include("mail.urls")),
    path("", include("pages.urls")),
    path("feed/", include("pages.feed_urls")),
    path("", include("blocks.urls")),
    prefix_default_language=True,
)
