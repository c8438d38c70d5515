import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='WebhookEndpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=60, verbose_name='つなぐシステムの名前')),
                ('url', models.CharField(max_length=500, verbose_name='知らせる先のURL')),
                ('secret_sealed', models.BinaryField()),
                ('events', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('application.submitted', '申請が届いた'), ('application.resubmitted', '修正された申請が届いた'), ('application.status_changed', '申請の状態が変わった')], max_length=40), size=None, verbose_name='知らせるできごと')),
                ('is_active', models.BooleanField(default=True, verbose_name='使用中')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='登録日時')),
            ],
            options={
                'verbose_name': '連携先への通知',
                'verbose_name_plural': '連携先への通知',
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('events__contained_by', ['application.submitted', 'application.resubmitted', 'application.status_changed']), ('events__len__gt', 0)), name='webhook_events_are_known')],
            },
        ),
        migrations.CreateModel(
            name='WebhookDelivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('event', models.CharField(max_length=40, verbose_name='できごと')),
                ('payload', models.JSONField(verbose_name='内容')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='できごとの日時')),
                ('attempts', models.PositiveIntegerField(default=0, verbose_name='試行回数')),
                ('response_status', models.PositiveSmallIntegerField(null=True, verbose_name='相手の答え')),
                ('last_error', models.CharField(blank=True, max_length=80, verbose_name='最後のエラー')),
                ('delivered_at', models.DateTimeField(null=True, verbose_name='届いた日時')),
                ('endpoint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='notifications.webhookendpoint', verbose_name='つなぐシステム')),
            ],
            options={
                'verbose_name': '連携先への通知の記録',
                'verbose_name_plural': '連携先への通知の記録',
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['endpoint', '-id'], name='webhook_delivery_of_endpoint')],
            },
        ),
    ]
