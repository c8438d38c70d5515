from django.db import migrations, models

STATES = [('draft', '下書き'), ('waiting', '確認待ち'), ('reviewed', '確認済み'), ('published', '公開中'), ('retired', '公開終了')]
KINDS = [
    ('save', '保存'), ('request', '確認の依頼'), ('review', '確認'), ('publish', '公開'), ('confirm', '見直し済み'),
    ('retire', '公開終了'), ('restore', '前の内容に戻す'), ('expire', '期限切れで非表示'),
]


def known(field: str, choices: list[tuple[str, str]]) -> models.Q:
    return models.Q((f'{field}__in', [value for value, _label in choices]))


class Migration(migrations.Migration):

    dependencies = [
        ('chatbot', '0002_knowledge'),
    ]

    operations = [
        migrations.AlterField(
            model_name='faqentry',
            name='state',
            field=models.CharField(choices=STATES, default='draft', max_length=10, verbose_name='状態'),
        ),
        migrations.AlterField(
            model_name='faqrevision',
            name='state',
            field=models.CharField(choices=STATES, max_length=10, verbose_name='状態'),
        ),
        migrations.AlterField(
            model_name='faqrevision',
            name='kind',
            field=models.CharField(choices=KINDS, max_length=10, verbose_name='操作'),
        ),
        migrations.RemoveConstraint(model_name='faqentry', name='faq_state_is_known'),
        migrations.AddConstraint(
            model_name='faqentry',
            constraint=models.CheckConstraint(condition=known('state', STATES), name='faq_state_is_known'),
        ),
        migrations.RemoveConstraint(model_name='faqrevision', name='faq_revision_state_is_known'),
        migrations.AddConstraint(
            model_name='faqrevision',
            constraint=models.CheckConstraint(condition=known('state', STATES), name='faq_revision_state_is_known'),
        ),
        migrations.RemoveConstraint(model_name='faqrevision', name='faq_revision_kind_is_known'),
        migrations.AddConstraint(
            model_name='faqrevision',
            constraint=models.CheckConstraint(condition=known('kind', KINDS), name='faq_revision_kind_is_known'),
        ),
    ]
