"""Pictures and documents of the whole site, the list of documents, and guides with their chapters."""

from library.models.files import NetworkDocument, NetworkImage, NetworkRendition, document_path
from library.models.guides import (
    ChapterAdvice,
    ChapterIndicator,
    ChapterPractice,
    ChapterQuestion,
    ChapterStage,
    GuideChapterPage,
    GuideIndexPage,
    GuidePage,
)
from library.models.publications import DocumentIndexPage, Publication
from library.models.readings import Reading
from library.models.texts import DocumentText

__all__ = [
    "ChapterAdvice",
    "ChapterIndicator",
    "ChapterPractice",
    "ChapterQuestion",
    "ChapterStage",
    "DocumentIndexPage",
    "DocumentText",
    "GuideChapterPage",
    "GuideIndexPage",
    "GuidePage",
    "NetworkDocument",
    "NetworkImage",
    "NetworkRendition",
    "Publication",
    "Reading",
    "document_path",
]
