"""The machine engines, each behind wagtail-localize's own class for them; the site works without any."""

import json
from collections.abc import Sequence
from typing import Any

import requests
from django.conf import settings
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.strings import StringValue

TIMEOUTS = (3, 10)
"""Seconds to connect, and to wait for an answer."""
AT_ONCE = 50
"""Texts in one request, the most that DeepL takes."""
LARGEST_ANSWER = 4 * 1024**2


class EngineFailed(Exception):  # noqa: N818 - reads as what happened
    """The engine gave no translation; `problem` is one of MachineDraft.Problem, `is_answered` when it said no."""

    def __init__(self, problem: str, *, is_answered: bool) -> None:
        super().__init__(problem)
        self.problem, self.is_answered = problem, is_answered


class Engine(BaseMachineTranslator):
    """What all engines share: time-outs, no redirect to another host, errors told apart."""

    def translate(self, source_locale: Any, target_locale: Any, strings: Sequence[StringValue]) -> dict[Any, Any]:
        """Return each text with its translation. Raises EngineFailed."""
        languages = source_locale.language_code, target_locale.language_code
        texts = self.ask([string.data for string in strings], *languages)
        if len(texts) != len(strings) or not all(isinstance(text, str) for text in texts):
            raise EngineFailed("garbage", is_answered=False)
        return {string: StringValue(text) for string, text in zip(strings, texts, strict=True)}

    def can_translate(self, source_locale: Any, target_locale: Any) -> bool:
        """Say whether these are two languages."""
        return bool(source_locale.language_code != target_locale.language_code)

    def ask(self, texts: list[str], source: str, target: str) -> list[Any]:
        """Return the translations, in order."""
        raise NotImplementedError

    def headers(self) -> dict[str, str]:
        """Return what tells the engine who asks."""
        return {}

    def send(self, path: str, body: dict[str, Any], method: str = "POST") -> Any:
        """Return what the engine answers. Raises EngineFailed."""
        url = settings.MACHINE_TRANSLATION_URL.rstrip("/") + path
        try:
            answer = requests.request(
                method, url, json=body, headers=self.headers(), timeout=TIMEOUTS, allow_redirects=False, stream=True
            )
            content = answer.raw.read(LARGEST_ANSWER + 1, decode_content=True)
        except (requests.RequestException, OSError) as lost:
            raise EngineFailed("busy", is_answered=False) from lost
        except Exception as broken:  # urllib3 raises its own while the body is read
            raise EngineFailed("busy", is_answered=False) from broken
        refuse_status(answer.status_code)
        return as_json(content)


def refuse_status(status: int) -> None:
    """Raise EngineFailed for every answer but a good one."""
    if status in {200, 201}:
        return
    problem = {429: "busy", 456: "quota"}.get(status) or ("busy" if status >= 500 else "refused")
    raise EngineFailed(problem, is_answered=400 <= status < 500)


def as_json(content: bytes) -> Any:
    """Return what an answer says."""
    try:
        return json.loads(content.decode())
    except ValueError as garbled:
        raise EngineFailed("garbage", is_answered=False) from garbled


def listed(answer: Any, name: str) -> list[Any]:
    """Return a list of an answer."""
    found = answer.get(name) if isinstance(answer, dict) else None
    if not isinstance(found, list):
        raise EngineFailed("garbage", is_answered=False)
    return found


class LibreTranslate(Engine):
    """LibreTranslate, on the network's own machine or elsewhere: https://docs.libretranslate.com."""

    display_name = "LibreTranslate"

    def ask(self, texts: list[str], source: str, target: str) -> list[Any]:
        """Return the translations, in order."""
        body = {"q": texts, "source": source, "target": target, "format": "html"}
        key = {"api_key": settings.MACHINE_TRANSLATION_KEY} if settings.MACHINE_TRANSLATION_KEY else {}
        return listed(self.send("/translate", body | key), "translatedText")


class DeepL(Engine):
    """DeepL: https://developers.deepl.com/docs/api-reference/translate."""

    display_name = "DeepL"

    def ask(self, texts: list[str], source: str, target: str) -> list[Any]:
        """Return the translations, in order."""
        english = {"en": "EN-GB"}
        body = {
            "text": texts,
            "source_lang": source.upper(),
            "target_lang": english.get(target, target.upper()),
            "tag_handling": "html",
        }
        if settings.MACHINE_TRANSLATION_GLOSSARY:
            body["glossary_id"] = settings.MACHINE_TRANSLATION_GLOSSARY
        found = listed(self.send("/v2/translate", body), "translations")
        return [one.get("text") if isinstance(one, dict) else None for one in found]

    def headers(self) -> dict[str, str]:
        """Return the key to the account."""
        return {"Authorization": f"DeepL-Auth-Key {settings.MACHINE_TRANSLATION_KEY}"}


ENGINES: dict[str, type[Engine]] = {"libretranslate": LibreTranslate, "deepl": DeepL}


def engine() -> Engine | None:
    """Return the engine that this site has; usually none."""
    kind = ENGINES.get(settings.MACHINE_TRANSLATION)
    return kind({}) if kind else None
