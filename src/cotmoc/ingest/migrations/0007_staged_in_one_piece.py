"""Staged records are kept in one piece up to the size of a page.

What is staged lives until it is taken in. To press it into two kilobytes, as tables do by themselves, cost more than half
of the database's work of staging, for texts that are hardly shorter afterwards.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ingest", "0006_staged_found_once")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE ingest_stagedrecord SET (toast_tuple_target = 8160)",
            "ALTER TABLE ingest_stagedrecord RESET (toast_tuple_target)",
        )
    ]
