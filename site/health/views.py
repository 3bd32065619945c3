"""Is the process alive, and can it serve?"""

from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from health.running import cache_answers, oldest_mail


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """Answer as long as the process runs."""
    return JsonResponse({"live": True})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 when database and cache do, 503 otherwise; tell how long mails wait for the worker."""
    waits = seconds_waited()
    found: dict[str, Any] = {"database": waits is not None, "cache": cache_answers()}
    status = 200 if all(found.values()) else 503
    return JsonResponse(found | {"oldest_mail_seconds": waits}, status=status)


def seconds_waited() -> int | None:
    """Return for how many seconds a mail has been due that no worker has taken; None without database or tables."""
    try:
        return oldest_mail(timezone.now())
    except DatabaseError:
        return None
