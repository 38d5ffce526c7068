"""How often a part of a schedule run, or a repair, was taken up, and why a part broke off."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hiring", "0011_repairs"),
    ]

    operations = [
        migrations.AddField(
            model_name="repair",
            name="takes",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="times taken up"),
        ),
        migrations.AddField(
            model_name="schedulepart",
            name="failure",
            field=models.TextField(blank=True, verbose_name="what went wrong"),
        ),
        migrations.AddField(
            model_name="schedulepart",
            name="takes",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="times taken up"),
        ),
        migrations.AddConstraint(
            model_name="schedulepart",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "failed"), _negated=True)
                | models.Q(("failure", ""), _negated=True),
                name="failed_schedule_part_says_why",
            ),
        ),
    ]
