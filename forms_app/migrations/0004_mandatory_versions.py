from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("forms_app", "0003_exports")]
    operations = [
        migrations.AddField(
            "formversion",
            "is_mandatory",
            models.BooleanField(default=False, verbose_name="入力途中の人にも必ず使ってもらう"),
        ),
        migrations.AddField(
            "formversion",
            "mandatory_reason",
            models.CharField(blank=True, default="", max_length=300, verbose_name="必ず使ってもらう理由"),
            preserve_default=False,
        ),
        migrations.AddField(
            "formversion",
            "stops_old_drafts",
            models.BooleanField(default=False, verbose_name="前の様式での入力を打ち切る"),
        ),
        migrations.AddConstraint(
            "formversion",
            models.CheckConstraint(
                condition=Q(is_mandatory=True, mandatory_reason__regex=r"\S")
                | Q(is_mandatory=False, mandatory_reason="", stops_old_drafts=False),
                name="form_version_reason_iff_mandatory",
            ),
        ),
        migrations.AddField(
            "draft",
            "superseded_by",
            models.ForeignKey(
                null=True, on_delete=models.deletion.PROTECT, related_name="+", to="forms_app.formversion"
            ),
        ),
    ]
