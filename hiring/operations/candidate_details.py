"""What makes a candidate's details wrong, in sentences."""

from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from hiring.accounts.models import validate_time_zone
from hiring.models import Candidate

LABELS = {
    "email": _lazy("E-mail address"),
    "phone": _lazy("Telephone"),
    "time_zone": _lazy("Time zone"),
    "arrangements": _lazy("Arrangements for the interviews"),
}


def problems(row: Candidate) -> list[str]:
    """What is wrong with the details, one sentence each."""
    found = []
    if not row.full_name:
        found.append(_("The name is missing."))
    if not row.email:
        found.append(_("The e-mail address is missing."))
    try:
        row.clean_fields(exclude=["added_by", "full_name", *([] if row.email else ["email"])])
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            found.append(f"{LABELS.get(name, name)}: {' '.join(messages)}")
    if len(row.full_name) > 150:
        found.append(_("The name has more than 150 characters."))
    if row.time_zone and not is_zone(row.time_zone):
        found.append(
            _("“%(name)s” is no known time zone. Write it like Europe/Oslo.") % {"name": row.time_zone}
        )
    return found


@lru_cache
def is_zone(name: str) -> bool:
    """Whether `name` is an IANA time zone; asking for all of them reads many files, so answers are kept."""
    try:
        validate_time_zone(name)
    except ValidationError:
        return False
    return True
