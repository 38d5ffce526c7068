"""Forms that show what an operation refused, with everything that was typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class RefusableForm(forms.ModelForm):  # type: ignore[type-arg]
    """A model form that checks types; the operation checks the rest, in sentences."""

    # The sentence of an operation that refused the same values a moment ago.
    refusal = ""

    def clean(self) -> dict[str, Any]:
        """Show the refusal above the fields."""
        values: dict[str, Any] = super().clean() or {}
        if self.refusal:
            raise ValidationError(self.refusal)
        return values

    def validate_unique(self) -> None:
        """Left to the operation, whose sentence says what to do."""

    def _post_clean(self) -> None:
        """The same for constraints, of which the database would only say the name."""
        self.instance.validate_constraints = lambda exclude=None: None
        try:
            super()._post_clean()  # type: ignore[misc]
        finally:
            del self.instance.validate_constraints
