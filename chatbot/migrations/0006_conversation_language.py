from django.db import migrations, models

LANGUAGES = ["", "ja", "ja-simple", "en", "pt-BR", "vi", "zh-Hans", "fil", "ne"]


class Migration(migrations.Migration):

    dependencies = [
        ('chatbot', '0005_handover'),
    ]

    operations = [
        migrations.AddField(
            model_name='conversation',
            name='language',
            field=models.CharField(blank=True, default='', max_length=20),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.CheckConstraint(condition=models.Q(('language__in', LANGUAGES)), name='conversation_language_is_known'),
        ),
    ]
