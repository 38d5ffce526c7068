"""Candidates of one address who must not know of each other's requisitions."""

import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hiring", "0012_takes"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="candidate",
            name="candidate_email_once",
        ),
        migrations.AddField(
            model_name="candidate",
            name="apart",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="apart"),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"), models.F("apart"), name="candidate_email_once"
            ),
        ),
    ]
