import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

KINDS = [("started", "はじめた"), ("reached", "進んだ"), ("left", "途中でやめた"), ("error", "入力のまちがい")]
DEVICES = [("phone", "スマートフォン・タブレット"), ("computer", "パソコン")]


class Migration(migrations.Migration):
    dependencies = [("forms_app", "0005_draft_entered_by")]
    operations = [
        migrations.CreateModel(
            name="FormStatistic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("kind", models.CharField(choices=KINDS, max_length=10)),
                ("place", models.CharField(max_length=100)),
                ("code", models.CharField(max_length=40)),
                ("device", models.CharField(choices=DEVICES, max_length=10)),
                ("count", models.PositiveIntegerField()),
                (
                    "form_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statistics",
                        to="forms_app.formversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "利用状況",
                "verbose_name_plural": "利用状況",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["form_version", "day", "kind", "place", "code", "device"], name="statistic_counts_once"
                    ),
                    models.CheckConstraint(
                        condition=Q(kind__in=[kind for kind, _label in KINDS]), name="statistic_kind_is_known"
                    ),
                    models.CheckConstraint(
                        condition=Q(device__in=[device for device, _label in DEVICES]), name="statistic_device_is_known"
                    ),
                ],
            },
        ),
        migrations.AddField(
            "draft", "device", models.CharField(choices=DEVICES, default="computer", db_default="computer", max_length=10)
        ),
        migrations.AddField("draft", "furthest", models.PositiveSmallIntegerField(default=0, db_default=0)),
        migrations.AddField("application", "started_at", models.DateTimeField(editable=False, null=True)),
    ]
