import chatbot.models.handover
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_section_place'),
        ('chatbot', '0004_skills'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='turn',
            name='is_by_staff',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name='CannedReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=60, verbose_name='見出し')),
                ('text', models.TextField(help_text='{town} は市町村の名前、{section} は課の名前、{staff} は担当者の氏名、{phone} は課の電話番号に置きかわります。', max_length=2000, validators=[chatbot.models.handover.only_known_placeholders], verbose_name='返事の文')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='並び順')),
                ('section', models.ForeignKey(blank=True, help_text='空けておくと、どの課でも使えます。', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.section', verbose_name='使う課')),
            ],
            options={
                'verbose_name': '返事のひな形',
                'verbose_name_plural': '返事のひな形',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('waiting', '待っています'), ('taken', '対応中'), ('closed', '終了'), ('returned', '自動の案内に戻った')], default='waiting', editable=False, max_length=10, verbose_name='状態')),
                ('first_turn', models.PositiveIntegerField(default=0)),
                ('staff_read', models.PositiveIntegerField(default=0)),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='相談の日時')),
                ('taken_at', models.DateTimeField(null=True, verbose_name='対応を始めた日時')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='終わった日時')),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='handovers', to='chatbot.conversation')),
                ('section', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.section', verbose_name='担当課')),
                ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='担当者')),
            ],
            options={
                'verbose_name': '職員への相談',
                'verbose_name_plural': '職員への相談',
                'ordering': ['asked_at'],
            },
        ),
        migrations.CreateModel(
            name='HandoverNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('text_sealed', models.BinaryField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('handover', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='chatbot.handover')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '相談の内部メモ',
                'verbose_name_plural': '相談の内部メモ',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='HandoverRating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('score', models.PositiveSmallIntegerField(verbose_name='満足度')),
                ('comment_sealed', models.BinaryField(null=True)),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='日時')),
                ('handover', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='rating', to='chatbot.handover')),
                ('section', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.section', verbose_name='担当課')),
            ],
            options={
                'verbose_name': '相談の満足度',
                'verbose_name_plural': '相談の満足度',
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='Inquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('open', '回答待ち'), ('answered', '回答済み'), ('closed', '回答せずに終了')], default='open', max_length=10, verbose_name='状態')),
                ('content_sealed', models.BinaryField()),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='受付日時')),
                ('done_at', models.DateTimeField(null=True, verbose_name='回答日時')),
                ('section', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.section', verbose_name='担当課')),
            ],
            options={
                'verbose_name': 'お問い合わせ',
                'verbose_name_plural': 'お問い合わせ',
                'ordering': ['-asked_at'],
            },
        ),
        migrations.CreateModel(
            name='InquiryAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('text_sealed', models.BinaryField()),
                ('is_private', models.BooleanField(default=False)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='chatbot.inquiry')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'お問い合わせへの回答',
                'verbose_name_plural': 'お問い合わせへの回答',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='handover',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['asked_at'], name='handover_by_wait'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'taken', 'closed', 'returned'])), name='handover_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('conversation',), name='handover_is_open_once'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('state__in', ('waiting', 'taken'))), models.Q(models.Q(('state__in', ('waiting', 'taken')), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='handover_ended_at_iff_ended'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'taken'), _negated=True), models.Q(('taken_at__isnull', False), ('taken_by__isnull', False)), _connector='OR'), name='handover_taken_has_staff'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), _negated=True), ('taken_by', None), _connector='OR'), name='handover_waiting_has_no_staff'),
        ),
        migrations.AddConstraint(
            model_name='handoverrating',
            constraint=models.CheckConstraint(condition=models.Q(('score__range', (1, 5))), name='handover_score_is_one_to_five'),
        ),
        migrations.AddIndex(
            model_name='inquiry',
            index=models.Index(fields=['done_at'], name='inquiry_by_end'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'answered', 'closed'])), name='inquiry_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_at', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('done_at__isnull', False)), _connector='OR'), name='inquiry_done_at_iff_done'),
        ),
    ]
