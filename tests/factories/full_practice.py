"""A practice with everything filled in, and the files that belong to it."""

from datetime import date
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Locale

from good_practices.models import Activity, GoodPracticePage, Objective, Partner, PracticeLink, ResultRow
from library.models import NetworkDocument, NetworkImage
from network_members.models import Organisation, User
from tests.factories.practices import make_practice
from tests.factories.words import make_term, make_theme
from vocabulary.models import FundingProgramme, InterventionLevel, PolicyGoal, ServiceKind, TargetGroup

# What only members read.
COST, STAFF, CONTACT = "48.250 €", "Δύο μισές θέσεις", "Χριστίνα Καναρίνη"

NUMBERS: dict[str, Any] = {
    "people_reached": 1600,
    "women_reached": 900,
    "children_reached": 120,
    "funding_share": 75,
    "funding_from": 2021,
    "funding_until": 2023,
}


def make_full_practice(lead: Organisation, partner: Organisation) -> GoodPracticePage:
    """Return a public practice in Greek without translation."""
    contact = User.objects.create_user(
        "canary@nima.example", first_name="Χριστίνα", last_name="Καναρίνη", organisation=lead
    )
    greek = Locale.objects.get(language_code="el")
    activity = Activity(name="Ραντεβού", what="Κάθε **Πέμπτη**.", enabling="Χώρος", lesson="Υπομονή", locale=greek)
    activity.service_kinds = [make_term(ServiceKind, "mediation", ("Διαμεσολάβηση", "Mediation"))]
    return make_practice(
        "Δίκτυο",
        tags=["γειτονιά"],
        one_line="Με μια ματιά",
        summary="Σύνοψη του έργου.",
        challenge="Η *ανάγκη* ήταν μεγάλη.",
        themes=[make_theme(), make_theme("work", ("Εργασία", "Work"))],
        target_groups=[make_term(TargetGroup, "women", ("Γυναίκες", "Women"))],
        levels=[make_term(InterventionLevel, "person", ("Άτομο", "Person"))],
        goals=list(PolicyGoal.objects.anchors().filter(code__in=("sdg-10", "ap-health"))),
        area_kind="municipality",
        start_year=2021,
        end_year=2024,
        status="ended",
        ended_reason="Τελείωσαν τα χρήματα.",
        owner=contact,
        contact=contact,
        lead_organisation=lead,
        **NUMBERS,
        cost="48250.00",
        resources=STAFF,
        funding_programme=make_term(FundingProgramme, "amif", ("Ταμείο Ασύλου", "Asylum Fund")),
        evaluation="external",
        evaluation_text="Από το πανεπιστήμιο.",
        evaluation_report=make_document(),
        users_opinion="Μας άκουσαν.",
        difficulties="Άργησε η άδεια.",
        transfer="Ένας συντονιστής.",
        equality="Ισότιμη πρόσβαση.",
        confirmed_on=date(2026, 6, 3),
        objectives=[Objective(text="Στόχος ένα", locale=greek)],
        activities=[activity],
        result_rows=[
            ResultRow(indicator="Παραπομπές", unit="άτομα", baseline="0", target="50", actual="64", locale=greek)
        ],
        links=[PracticeLink(title="Ο οδηγός", url="https://www.example.org/odigos?a=1&b=2", locale=greek)],
        partners=[Partner(organisation=partner), Partner(name="Σύλλογος Γονέων")],
    )


def make_document() -> NetworkDocument:
    """Return a small PDF."""
    return NetworkDocument.objects.create(title="Έκθεση", file=ContentFile(b"%PDF-1.4", "ekthesi.pdf"), file_size=2048)


def make_image(**fields: Any) -> NetworkImage:
    """Return a picture of one colour."""
    file = BytesIO()
    Image.new("RGB", (900, 700), "olive").save(file, "PNG")
    return NetworkImage.objects.create(
        title="Εικόνα", file=ContentFile(file.getvalue(), "a.png"), width=900, height=700, **fields
    )
