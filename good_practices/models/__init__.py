"""Good practices: the page, its rows, its place in the library, who saved, confirmed, reviewed or decided on it."""

from good_practices.models.batches import Batch, BatchItem, BatchQuerySet
from good_practices.models.bookmarks import Bookmark, BookmarkQuerySet
from good_practices.models.confirmations import Confirmation, ConfirmationQuerySet
from good_practices.models.index import GoodPracticeIndexPage
from good_practices.models.labels import Ending, LabelStep
from good_practices.models.mergers import Merger
from good_practices.models.notes import FieldNote
from good_practices.models.practice import GoodPracticePage
from good_practices.models.queries import GoodPracticeQuerySet
from good_practices.models.reviews import Review, ReviewNote, ReviewQuerySet
from good_practices.models.rows import (
    Activity,
    Objective,
    Partner,
    PracticeFile,
    PracticeImage,
    PracticeLink,
    ResultRow,
)
from good_practices.models.searches import KnownThing, SavedSearch, SavedSearchQuerySet, ToldPractice

__all__ = [
    "Activity",
    "Batch",
    "BatchItem",
    "BatchQuerySet",
    "Bookmark",
    "BookmarkQuerySet",
    "Confirmation",
    "ConfirmationQuerySet",
    "Ending",
    "FieldNote",
    "GoodPracticeIndexPage",
    "GoodPracticePage",
    "GoodPracticeQuerySet",
    "KnownThing",
    "LabelStep",
    "Merger",
    "Objective",
    "Partner",
    "PracticeFile",
    "PracticeImage",
    "PracticeLink",
    "ResultRow",
    "Review",
    "ReviewNote",
    "ReviewQuerySet",
    "SavedSearch",
    "SavedSearchQuerySet",
    "ToldPractice",
]
