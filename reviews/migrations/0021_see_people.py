"""Who may see what each person did."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0020_rank"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="review",
            options={
                "permissions": [
                    ("review_claim", "Can take, decide, dismiss and merge claims"),
                    ("adjudicate_claim", "Can settle two readings that differ"),
                    ("reopen_claim", "Can put a closed claim back in the queue"),
                    ("withdraw_verdict", "Can withdraw a verdict with a public notice"),
                    ("take_over_claim", "Can take a claim out of another's hands"),
                    ("assign_claim", "Can assign claims to others"),
                    ("see_dashboard", "Can see the dashboard"),
                    ("see_people", "Can see what each person did, on the dashboard"),
                    ("sync_verdicts", "Can read published verdicts over the API"),
                ]
            },
        ),
    ]
