import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('chatbot', '0003_faq_waits_for_review'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='StoppedSkill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('skill', models.CharField(max_length=30, unique=True, verbose_name='機能')),
                ('stopped_at', models.DateTimeField(auto_now_add=True, verbose_name='停止した日時')),
                ('reason', models.CharField(max_length=200, verbose_name='理由')),
                ('stopped_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to='accounts.staffuser', verbose_name='停止した人')),
            ],
            options={
                'verbose_name': '相談の機能',
                'verbose_name_plural': '相談の機能',
                'constraints': [models.CheckConstraint(condition=models.Q(('skill__in', ('danger', 'help', 'not_understood')), _negated=True), name='danger_and_help_are_never_stopped')],
            },
        ),
    ]
