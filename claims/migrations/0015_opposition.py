"""What a suggested pair is stands in a column of its own; rows of before told it in the
words that their reason begins with."""

from django.db import migrations, models

FILL = """
UPDATE claims_suggestion SET opposition = CASE
    WHEN starts_with(why, 'One contradicts the other') THEN 'plain' ELSE 'possible' END
WHERE starts_with(why, 'One contradicts the other')
    OR starts_with(why, 'may say the opposite')
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0014_subscriptions"),
    ]

    operations = [
        migrations.AddField(
            model_name="suggestion",
            name="opposition",
            field=models.CharField(
                blank=True,
                choices=[("", ""), ("possible", "possible"), ("plain", "plain")],
                db_default="",
                default="",
                max_length=8,
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("opposition__in", ["", "possible", "plain"])),
                name="suggestion_opposition_is_known",
            ),
        ),
    ]
