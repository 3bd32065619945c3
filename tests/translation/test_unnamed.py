"""What Wagtail names once for the whole process is named for each reader."""

from django.utils.translation import override
from wagtail.snippets.models import get_snippet_models


def test_the_way_home_above_words_speaks_the_readers_language() -> None:
    viewsets = [model.snippet_viewset for model in get_snippet_models()]
    with override("en"):
        homes = [viewset.breadcrumbs_items[0]["label"] for viewset in viewsets]

    with override("el"):
        assert {str(home) for home in homes} == {"Αρχική"}
    assert len(homes) > 5
