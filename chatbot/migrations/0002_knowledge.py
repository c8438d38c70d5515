import django.contrib.postgres.fields
import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Whatever changes what residents read moves the state on. Statement by statement, so that two hundred entries move it once.
# The clock, not a counter: a number of a transaction that was rolled back never comes again with other content.
STATE = """
    CREATE FUNCTION chatbot_move_knowledge_on() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        touched boolean;
    BEGIN
        IF TG_OP = 'INSERT' THEN
            touched := EXISTS (SELECT FROM new_rows WHERE current_id IS NOT NULL);
        ELSIF TG_OP = 'DELETE' THEN
            touched := EXISTS (SELECT FROM old_rows WHERE current_id IS NOT NULL);
        ELSE
            touched := EXISTS (
                SELECT FROM new_rows n JOIN old_rows o USING (id)
                WHERE (n.current_id, n.hidden_at, n.slug) IS DISTINCT FROM (o.current_id, o.hidden_at, o.slug)
            );
        END IF;
        IF touched THEN
            INSERT INTO chatbot_knowledgestate AS state (id, revision)
                VALUES (1, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint)
                ON CONFLICT (id) DO UPDATE SET revision = greatest(state.revision + 1, EXCLUDED.revision);
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER chatbot_knowledge_inserted AFTER INSERT ON chatbot_faqentry
        REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION chatbot_move_knowledge_on();
    CREATE TRIGGER chatbot_knowledge_updated AFTER UPDATE ON chatbot_faqentry
        REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
        EXECUTE FUNCTION chatbot_move_knowledge_on();
    CREATE TRIGGER chatbot_knowledge_deleted AFTER DELETE ON chatbot_faqentry
        REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION chatbot_move_knowledge_on();
"""
APPEND_ONLY = """
    CREATE FUNCTION chatbot_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'check_violation';
    END $$;
    CREATE TRIGGER chatbot_append_only BEFORE UPDATE OR DELETE ON chatbot_faqrevision
        FOR EACH ROW EXECUTE FUNCTION chatbot_refuse_change();
"""
# Residents read the entry's own content, never another entry's.
OWN_CONTENT = """
    ALTER TABLE chatbot_faqrevision ADD CONSTRAINT faq_revision_of_entry UNIQUE (id, entry_id);
    ALTER TABLE chatbot_faqentry ADD CONSTRAINT faq_current_is_its_own
        FOREIGN KEY (current_id, id) REFERENCES chatbot_faqrevision (id, entry_id);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('chatbot', '0001_conversation'),
        ('accounts', '0004_api_token'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FaqCategory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=40, unique=True, verbose_name='分野の記号')),
                ('label', models.CharField(max_length=40, verbose_name='分野')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='並び順')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='chatbot.faqcategory', verbose_name='上の分野')),
            ],
            options={
                'verbose_name': '質問の分野',
                'verbose_name_plural': '質問の分野',
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='FaqEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='質問の記号')),
                ('question', models.CharField(max_length=100, verbose_name='質問')),
                ('paraphrases', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, size=100, verbose_name='ほかの言い方')),
                ('answer', models.TextField(max_length=4000, verbose_name='答え')),
                ('short_answer', models.CharField(blank=True, max_length=200, verbose_name='短い答え（LINE用）')),
                ('links', models.JSONField(blank=True, default=list, verbose_name='関連するページ')),
                ('form_slug', models.SlugField(blank=True, max_length=60, verbose_name='オンライン手続')),
                ('legal_basis', models.CharField(blank=True, max_length=300, verbose_name='根拠となる法令など')),
                ('audience', models.CharField(blank=True, max_length=100, verbose_name='対象の方')),
                ('language', models.CharField(choices=[('ja', '日本語'), ('ja-simple', 'やさしい日本語'), ('en', '英語'), ('pt-BR', 'ポルトガル語'), ('vi', 'ベトナム語'), ('zh-Hans', '中国語（簡体字）'), ('fil', 'フィリピノ語'), ('ne', 'ネパール語')], default='ja', max_length=10, verbose_name='ことば')),
                ('is_general', models.BooleanField(default=False, verbose_name='代表質問')),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='内容を見直す日')),
                ('state', models.CharField(choices=[('draft', '下書き'), ('reviewed', '確認済み'), ('published', '公開中'), ('retired', '公開終了')], default='draft', max_length=10, verbose_name='状態')),
                ('source_slug', models.SlugField(blank=True, editable=False, max_length=60, verbose_name='共通ひな形の記号')),
                ('source_revision', models.PositiveIntegerField(editable=False, null=True, verbose_name='共通ひな形の版')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='版')),
                ('due_on', models.DateField(editable=False, null=True, verbose_name='公開中の内容を見直す日')),
                ('hidden_at', models.DateTimeField(editable=False, null=True, verbose_name='見直しの期限を過ぎて隠した日時')),
                ('reminded_for', models.DateField(editable=False, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='作成日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新日時')),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='chatbot.faqcategory', verbose_name='分野')),
                ('section', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='faq_entries', to='accounts.section', verbose_name='担当課')),
            ],
            options={
                'verbose_name': 'よくある質問',
                'verbose_name_plural': 'よくある質問',
                'ordering': ['category__position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='FaqRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='版')),
                ('kind', models.CharField(choices=[('save', '保存'), ('review', '確認'), ('publish', '公開'), ('confirm', '見直し済み'), ('retire', '公開終了'), ('restore', '前の内容に戻す'), ('expire', '期限切れで非表示')], max_length=10, verbose_name='操作')),
                ('state', models.CharField(choices=[('draft', '下書き'), ('reviewed', '確認済み'), ('published', '公開中'), ('retired', '公開終了')], max_length=10, verbose_name='状態')),
                ('content', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='内容')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='変更の理由')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='日時')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='chatbot.faqentry', verbose_name='よくある質問')),
                ('staff', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='職員')),
            ],
            options={
                'verbose_name': '質問の履歴',
                'verbose_name_plural': '質問の履歴',
                'ordering': ['entry', '-number'],
            },
        ),
        migrations.AddField(
            model_name='faqentry',
            name='current',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='chatbot.faqrevision', verbose_name='公開中の内容'),
        ),
        migrations.CreateModel(
            name='KnowledgeState',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('revision', models.BigIntegerField()),
            ],
            options={
                'verbose_name': '質問の更新の印',
                'verbose_name_plural': '質問の更新の印',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='knowledge_state_is_one')],
            },
        ),
        migrations.AddConstraint(
            model_name='faqcategory',
            constraint=models.CheckConstraint(condition=models.Q(('parent', None), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='faq_category_is_not_its_parent'),
        ),
        migrations.AddConstraint(
            model_name='faqrevision',
            constraint=models.UniqueConstraint(fields=('entry', 'number'), name='faq_revision_number_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='faqrevision',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['save', 'review', 'publish', 'confirm', 'retire', 'restore', 'expire'])), name='faq_revision_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='faqrevision',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'reviewed', 'published', 'retired'])), name='faq_revision_state_is_known'),
        ),
        migrations.AddIndex(
            model_name='faqentry',
            index=models.Index(condition=models.Q(('current__isnull', False)), fields=['due_on'], name='faq_by_due_day'),
        ),
        migrations.AddIndex(
            model_name='faqentry',
            index=models.Index(fields=['state'], name='faq_by_state'),
        ),
        migrations.AddConstraint(
            model_name='faqentry',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'reviewed', 'published', 'retired'])), name='faq_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='faqentry',
            constraint=models.CheckConstraint(condition=models.Q(('language__in', ['ja', 'ja-simple', 'en', 'pt-BR', 'vi', 'zh-Hans', 'fil', 'ne'])), name='faq_language_is_known'),
        ),
        migrations.AddConstraint(
            model_name='faqentry',
            constraint=models.CheckConstraint(condition=models.Q(('answer__regex', '\\S'), ('question__regex', '\\S')), name='faq_has_question_and_answer'),
        ),
        migrations.AddConstraint(
            model_name='faqentry',
            constraint=models.CheckConstraint(condition=models.Q(('current', None), ('state', 'published'), _negated=True), name='faq_published_has_content'),
        ),
        migrations.AddConstraint(
            model_name='faqentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'retired'), _negated=True), ('current', None), _connector='OR'), name='faq_retired_has_no_content'),
        ),
        migrations.AddConstraint(
            model_name='faqentry',
            constraint=models.CheckConstraint(condition=models.Q(('current__isnull', False), models.Q(('due_on', None), ('hidden_at', None)), _connector='OR'), name='faq_dates_are_of_content'),
        ),
        migrations.AddConstraint(
            model_name='faqentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('source_revision', None), ('source_slug', '')), models.Q(models.Q(('source_slug', ''), _negated=True), ('source_revision__isnull', False)), _connector='OR'), name='faq_source_has_revision'),
        ),
        migrations.AddConstraint(
            model_name='faqentry',
            constraint=models.CheckConstraint(condition=models.Q(('revision__gte', 1)), name='faq_revision_is_positive'),
        ),
        migrations.RunSQL(STATE, migrations.RunSQL.noop),
        migrations.RunSQL(APPEND_ONLY, migrations.RunSQL.noop),
        migrations.RunSQL(OWN_CONTENT, migrations.RunSQL.noop),
    ]
