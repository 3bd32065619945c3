"""Is the process alive, and can it serve?"""

from typing import Any

from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mail.models import Message


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """Answer as long as the process runs."""
    return JsonResponse({"live": True})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 when database and cache do, 503 otherwise; tell how long mails wait for the worker."""
    waits = oldest_mail()
    found: dict[str, Any] = {"database": waits is not None, "cache": cache_answers()}
    status = 200 if all(found.values()) else 503
    return JsonResponse(found | {"oldest_mail_seconds": waits}, status=status)


def oldest_mail() -> int | None:
    """Return for how many seconds a mail has been due that no worker has taken; None without database or tables."""
    now = timezone.now()
    try:
        waiting = Message.objects.due(now).only("next_at", "queued_at").first()
    except DatabaseError:
        return None
    return int((now - (waiting.next_at or waiting.queued_at)).total_seconds()) if waiting else 0


def cache_answers() -> bool:
    """Say whether the cache gives back what was put in."""
    token = get_random_string(8)
    try:
        cache.set("config.health", token, 60)
        return bool(cache.get("config.health") == token)
    except Exception:  # every kind of cache has its own errors
        return False
