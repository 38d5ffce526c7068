"""Policy versions: the first one, and a next one with a reason."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rubrics.ledger.chain import record
from rubrics.models import PolicyVersion
from rubrics.models.policy import DEFAULTS
from rubrics.operations import policy_rules
from rubrics.queries import current_policy


class PolicyRefused(Exception):
    """The change of the policy cannot be made; the text says why."""


def ensure_first() -> None:
    """Make version 1 from the defaults where there is no version yet. Runs after every migration."""
    if not PolicyVersion.objects.exists():
        PolicyVersion.objects.create(
            number=1, values=DEFAULTS, reason="Defaults of the product.", created_at=timezone.now()
        )


@transaction.atomic
def change(*, values: Mapping[str, Any], reason: str, by: AbstractBaseUser, at: datetime) -> PolicyVersion:
    """The next policy version: the current one with `values` laid over it.

    Raises PolicyRefused for an unknown setting, a value of another type or out of its bounds, settings that
    contradict each other, one that is part of the formulas, no reason, or no change.
    """
    current = current_policy()
    if not reason.strip():
        raise PolicyRefused(_("Give the reason for the change: it is printed with the version."))
    for name, value in values.items():
        if sentence := policy_rules.kind_refusal(name, value):
            raise PolicyRefused(sentence)
    changed = {name: value for name, value in values.items() if current[name] != value}
    if not changed:
        raise PolicyRefused(_("Nothing was changed."))
    if broken := list(policy_rules.refusals({**DEFAULTS, **current.values}, changed)):
        raise PolicyRefused(" ".join(sentence for _name, sentence in broken))
    version = PolicyVersion.objects.create(
        number=current.number + 1,
        values={**DEFAULTS, **current.values, **changed},
        reason=reason.strip(),
        created_at=at,
        created_by_id=by.pk,
    )
    record("policy.changed", version, by=by, at=at, data={"number": version.number, "changed": changed})
    return version
