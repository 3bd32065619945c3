"""What the author of an adoption is told by mail, in their own language."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from adoptions.models import Adoption
from adoptions.practices import title_of
from language.names import called
from mail import actions as outbox
from network_members.models import User


def tell(adoption: Adoption, template: str, *, by: User) -> None:
    """Tell the author what an editor did with the adoption, unless it was they themselves."""
    person = adoption.owner
    if person is None or not person.is_active or person == by:
        return
    with override(person.language):
        path = reverse("my_adoptions:edit", args=[adoption.key])
    outbox.queue(
        template=f"adoptions/email/{template}",
        to=person.email,
        language=person.language,
        context={
            "name": called(person.first_name, person.language),
            "title": title_of(adoption.practice_key, person.language)[0],
            "reason": adoption.hidden_reason,
            "url": f"{settings.WAGTAILADMIN_BASE_URL}{path}",
        },
    )
