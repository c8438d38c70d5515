import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('forms_app', '0007_submission_key'),
    ]

    operations = [
        migrations.AddField(
            model_name='form',
            name='step',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AlterField(
            model_name='form',
            name='retention_days',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='保存期間（日）'),
        ),
        migrations.CreateModel(
            name='WorkingCopyStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('definition', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('subject', models.CharField(blank=True, max_length=100)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='forms_app.form')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '編集の記録',
                'verbose_name_plural': '編集の記録',
                'constraints': [models.UniqueConstraint(fields=('form', 'number'), name='working_copy_step_is_unique')],
            },
        ),
    ]
