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

    def validate_constraints(self) -> None:
        """Left to the operation, whose sentence says what to do."""
