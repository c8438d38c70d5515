import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forms_app', '0006_draft_entered_by'),
    ]

    operations = [
        migrations.CreateModel(
            name='SubmissionKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key_digest', models.CharField(max_length=64)),
                ('content_digest', models.CharField(max_length=64)),
                ('draft_id', models.UUIDField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forms_app.form', verbose_name='手続')),
            ],
            options={
                'verbose_name': '二重送信を防ぐキー',
                'verbose_name_plural': '二重送信を防ぐキー',
                'constraints': [models.UniqueConstraint(fields=('form', 'key_digest'), name='submission_key_is_unique_in_its_form')],
            },
        ),
    ]
