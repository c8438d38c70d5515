import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Resident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('profile_sealed', models.BinaryField(null=True)),
                ('registered_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': '住民',
                'verbose_name_plural': '住民',
            },
        ),
        migrations.CreateModel(
            name='LoginCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('address_sealed', models.BinaryField()),
                ('code_digest', models.CharField(max_length=64)),
                ('tries_left', models.PositiveSmallIntegerField(default=5)),
                ('sent_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('resident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='residents.resident')),
            ],
            options={
                'verbose_name': '確認コード',
                'verbose_name_plural': '確認コード',
                'indexes': [models.Index(fields=['expires_at'], name='login_code_by_expiry')],
                'constraints': [models.CheckConstraint(condition=models.Q(('tries_left__range', (0, 5))), name='login_code_tries_are_limited'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('sent_at'))), name='login_code_expires_after_sending')],
            },
        ),
        migrations.CreateModel(
            name='ResidentIdentity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('email', 'メールアドレス')], max_length=10)),
                ('digest', models.CharField(max_length=64)),
                ('address_sealed', models.BinaryField()),
                ('confirmed_at', models.DateTimeField(auto_now_add=True)),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identities', to='residents.resident')),
            ],
            options={
                'verbose_name': '住民の確認手段',
                'verbose_name_plural': '住民の確認手段',
                'constraints': [models.UniqueConstraint(fields=('kind', 'digest'), name='identity_is_of_one_resident'), models.UniqueConstraint(fields=('resident', 'kind'), name='identity_of_each_kind_is_one'), models.CheckConstraint(condition=models.Q(('kind__in', ['email'])), name='identity_kind_is_known')],
            },
        ),
        migrations.CreateModel(
            name='ResidentSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('started_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='residents.resident')),
            ],
            options={
                'verbose_name': '住民のログイン',
                'verbose_name_plural': '住民のログイン',
                'indexes': [models.Index(fields=['expires_at'], name='resident_session_by_expiry')],
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('started_at'))), name='resident_session_ends_after_start')],
            },
        ),
    ]
