"""Template tags of the room: the language of what people typed."""

from django import template

from language import detect

register = template.Library()
register.filter("language_of", detect.language_of)
