import datetime

from django.db import migrations, models

HOURS = [
    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
    ('is_open', models.BooleanField(default=True, verbose_name='開いている')),
    ('opens_at', models.TimeField(default=datetime.time(8, 30), verbose_name='開く時刻')),
    ('closes_at', models.TimeField(default=datetime.time(17, 15), verbose_name='閉まる時刻')),
]
ORDER = models.Q(('closes_at__gt', models.F('opens_at')))
TOO_EARLY = '閉まる時刻は、開く時刻よりあとにしてください。'
WEEKDAYS = [(0, '月曜日'), (1, '火曜日'), (2, '水曜日'), (3, '木曜日'), (4, '金曜日'), (5, '土曜日'), (6, '日曜日')]


class Migration(migrations.Migration):

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name='WeekdayHours',
            fields=[
                *HOURS,
                ('weekday', models.PositiveSmallIntegerField(choices=WEEKDAYS, unique=True, verbose_name='曜日')),
            ],
            options={
                'verbose_name': '窓口の時間',
                'verbose_name_plural': '窓口の時間',
                'ordering': ['weekday'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('weekday__in', [0, 1, 2, 3, 4, 5, 6])), name='weekday_is_known'),
                    models.CheckConstraint(condition=ORDER, name='weekday_closes_after_opening', violation_error_message=TOO_EARLY),
                ],
            },
        ),
        migrations.CreateModel(
            name='SpecialDay',
            fields=[
                *HOURS,
                ('day', models.DateField(unique=True, verbose_name='日付')),
                ('name', models.CharField(help_text='例：町制記念日、休日窓口', max_length=60, verbose_name='理由')),
            ],
            options={
                'verbose_name': '特別な日',
                'verbose_name_plural': '特別な日',
                'ordering': ['day'],
                'constraints': [
                    models.CheckConstraint(condition=ORDER, name='special_day_closes_after_opening', violation_error_message=TOO_EARLY),
                ],
            },
        ),
    ]
