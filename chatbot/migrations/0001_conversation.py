import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name='Conversation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('channel', models.CharField(choices=[('web', 'ウェブ'), ('line', 'LINE')], default='web', max_length=10)),
                ('state_sealed', models.BinaryField()),
                ('turn_count', models.PositiveIntegerField(default=0)),
                ('started_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('expires_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': '相談',
                'verbose_name_plural': '相談',
                'indexes': [models.Index(fields=['expires_at'], name='conversation_by_expiry')],
                'constraints': [models.CheckConstraint(condition=models.Q(('channel__in', ['web', 'line'])), name='conversation_channel_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.PositiveIntegerField()),
                ('incoming_id', models.CharField(max_length=80)),
                ('skill', models.CharField(max_length=30)),
                ('content_sealed', models.BinaryField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='turns', to='chatbot.conversation')),
            ],
            options={
                'verbose_name': 'やりとり',
                'verbose_name_plural': 'やりとり',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('conversation', 'incoming_id'), name='turn_answers_an_id_once'), models.UniqueConstraint(fields=('conversation', 'number'), name='turn_has_one_place')],
            },
        ),
    ]
