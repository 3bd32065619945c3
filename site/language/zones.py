"""Time zones by the name people use, for the countries of the network and their neighbours."""

from datetime import datetime, timedelta

# Zone: the words in Greek and in English.
NAMES = {
    "Europe/Athens": ("ώρα Ελλάδας", "Greek time"),
    "Asia/Nicosia": ("ώρα Κύπρου", "Cyprus time"),
    "Europe/Amsterdam": ("ώρα Ολλανδίας", "Dutch time"),
    "Europe/Berlin": ("ώρα Γερμανίας", "German time"),
    "Europe/Bratislava": ("ώρα Σλοβακίας", "Slovak time"),
    "Europe/Brussels": ("ώρα Βελγίου", "Belgian time"),
    "Europe/Bucharest": ("ώρα Ρουμανίας", "Romanian time"),
    "Europe/Budapest": ("ώρα Ουγγαρίας", "Hungarian time"),
    "Europe/Copenhagen": ("ώρα Δανίας", "Danish time"),
    "Europe/Dublin": ("ώρα Ιρλανδίας", "Irish time"),
    "Europe/Helsinki": ("ώρα Φινλανδίας", "Finnish time"),
    "Europe/Lisbon": ("ώρα Λισαβόνας", "Lisbon time"),
    "Europe/Ljubljana": ("ώρα Σλοβενίας", "Slovenian time"),
    "Europe/London": ("ώρα Βρετανίας", "British time"),
    "Europe/Luxembourg": ("ώρα Λουξεμβούργου", "Luxembourg time"),
    "Europe/Madrid": ("ώρα Μαδρίτης", "Madrid time"),
    "Europe/Malta": ("ώρα Μάλτας", "Maltese time"),
    "Europe/Oslo": ("ώρα Νορβηγίας", "Norwegian time"),
    "Europe/Paris": ("ώρα Γαλλίας", "French time"),
    "Europe/Prague": ("ώρα Τσεχίας", "Czech time"),
    "Europe/Riga": ("ώρα Λετονίας", "Latvian time"),
    "Europe/Rome": ("ώρα Ιταλίας", "Italian time"),
    "Europe/Sofia": ("ώρα Βουλγαρίας", "Bulgarian time"),
    "Europe/Stockholm": ("ώρα Σουηδίας", "Swedish time"),
    "Europe/Tallinn": ("ώρα Εσθονίας", "Estonian time"),
    "Europe/Vienna": ("ώρα Αυστρίας", "Austrian time"),
    "Europe/Vilnius": ("ώρα Λιθουανίας", "Lithuanian time"),
    "Europe/Warsaw": ("ώρα Πολωνίας", "Polish time"),
    "Europe/Zagreb": ("ώρα Κροατίας", "Croatian time"),
    "Europe/Zurich": ("ώρα Ελβετίας", "Swiss time"),
}


def zone_name(moment: datetime, language: str) -> str:
    """Name the zone of a moment; where the name is unknown or the hour strikes twice, by its offset."""
    names = NAMES.get(getattr(moment.tzinfo, "key", ""))
    if names is None:
        return offset(moment)
    name = names[0] if language == "el" else names[1]
    return f"{name}, {offset(moment)}" if strikes_twice(moment) else name


def strikes_twice(moment: datetime) -> bool:
    """Say whether the clock shows this hour a second time, on the night summer time ends."""
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


def offset(moment: datetime) -> str:
    """Return the distance from UTC: UTC, UTC+2, UTC−3:30."""
    minutes = int((moment.utcoffset() or timedelta()).total_seconds() // 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return f"UTC{sign}{hours}:{rest:02}" if rest else f"UTC{sign}{hours}"
