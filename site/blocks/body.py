"""The few blocks that the text of content and project pages is made of; short and final."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

RICH_TEXT = ["h3", "bold", "italic", "link", "document-link", "ol", "ul"]


def body_blocks() -> list[tuple[str, blocks.Block]]:
    """Return the blocks, heading first."""
    return [
        ("heading", blocks.CharBlock(label=_("Heading"), max_length=120)),
        ("text", blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT)),
        ("quote", QuoteBlock()),
        ("image", ImageBlock(label=_("Picture"))),
        ("questions", blocks.ListBlock(QuestionBlock(), label=_("Questions and answers"))),
    ]


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("Text"))
    source = blocks.CharBlock(label=pgettext_lazy("of a quotation", "Source"), required=False)

    class Meta:
        label = _("Quotation")


class QuestionBlock(blocks.StructBlock):
    """A question, its answer, and when the answer was last revised."""

    question = blocks.CharBlock(label=_("Question"))
    answer = blocks.RichTextBlock(label=_("Answer"), features=["bold", "link"])
    revised = blocks.DateBlock(label=_("Revised on"), required=False)

    class Meta:
        label = _("Question")
