"""Repairs of a schedule as proposals."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hiring.choices


class Migration(migrations.Migration):
    dependencies = [
        ("hiring", "0010_loop_templates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Repair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Queued"),
                            ("running", "Running"),
                            ("open", "Open"),
                            ("accepted", "Accepted"),
                            ("dismissed", "Dismissed"),
                            ("outdated", "Outdated"),
                            ("failed", "Failed"),
                        ],
                        default=hiring.choices.RepairState["QUEUED"],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("loops", models.PositiveIntegerField(verbose_name="loops to mend")),
                ("moves", models.JSONField(default=list, verbose_name="interviews that move")),
                ("left", models.JSONField(default=list, verbose_name="not mended")),
                ("kept", models.PositiveIntegerField(default=0, verbose_name="interviews that stay")),
                ("failure", models.TextField(blank=True, verbose_name="what went wrong")),
                ("asked_at", models.DateTimeField(verbose_name="asked for")),
                ("state_changed_at", models.DateTimeField(verbose_name="state since")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "requisition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repairs",
                        to="hiring.requisition",
                    ),
                ),
            ],
            options={
                "verbose_name": "repair",
                "verbose_name_plural": "repairs",
                "ordering": ["-asked_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["queued", "running", "open"])),
                        fields=("requisition",),
                        name="one_repair_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), _negated=True),
                            models.Q(("failure", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="failed_repair_says_why",
                    ),
                ],
            },
        ),
    ]
