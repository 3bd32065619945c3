"""Where uploads of tests are stored, and who hands them in."""

import gc
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from network_members.models import User


@pytest.fixture
def on_disk(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Store files as a real site does; Wagtail leaves those it looks into to the garbage collector (8.0)."""
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    settings.MEDIA_ROOT = str(tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield tmp_path
        gc.collect()


@pytest.fixture
def desk(editor: User, client: Client) -> Client:
    """An editor in the admin, who reads English."""
    User.objects.filter(pk=editor.pk).update(language="en")
    client.force_login(editor)
    return client
