import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_keep_one_administrator'),
    ]

    operations = [
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='つなぐシステムの名前')),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('applications:read', '申請を読む'), ('applications:write', '申請を処理する')], max_length=40), size=None, verbose_name='できること')),
                ('expires_at', models.DateTimeField(verbose_name='有効期限')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='作成日時')),
                ('last_used_at', models.DateTimeField(editable=False, null=True, verbose_name='最後に使われた日時')),
                ('revoked_at', models.DateTimeField(editable=False, null=True, verbose_name='取り消した日時')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issued_api_tokens', to=settings.AUTH_USER_MODEL, verbose_name='作った職員')),
                ('section', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='api_tokens', to='accounts.section', verbose_name='この課の申請だけ')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='api_tokens', to=settings.AUTH_USER_MODEL, verbose_name='この職員の権限で動く')),
            ],
            options={
                'verbose_name': '連携トークン',
                'verbose_name_plural': '連携トークン',
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('scopes__contained_by', ['applications:read', 'applications:write']), ('scopes__len__gt', 0)), name='api_token_scopes_are_known')],
            },
        ),
    ]
