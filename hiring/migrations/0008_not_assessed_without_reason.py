"""A draft may say "not assessed" before it says why."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("hiring", "0007_taken_times")]

    operations = [
        migrations.AddField(
            model_name="rating",
            name="reason_pending",
            field=models.BooleanField(default=False, verbose_name="not assessed, reason still missing"),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.CheckConstraint(
                condition=Q(reason_pending=False) | Q(level__isnull=True, not_assessed_reason=""),
                name="pending_reason_is_neither_level_nor_reason",
            ),
        ),
    ]
