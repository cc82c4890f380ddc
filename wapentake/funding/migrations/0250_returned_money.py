from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0222_communities'),
    ]

    operations = [
        migrations.AlterField(
            model_name='account',
            name='stage',
            field=models.CharField(choices=[('source', 'The fund'), ('left', 'Left to award'), ('reserved', 'Reserved: being decided'), ('committed', 'Committed: awarded, not yet paid'), ('paid', 'Paid'), ('returned', 'Returned'), ('carried', 'Carried over to the next year'), ('lapsed', 'Lapsed'), ('refunded', 'Came back from an earlier year'), ('settled', 'Came back, and was settled by the fund’s rule'), ('given_on', 'Came back from an earlier year, and is left to award again')], max_length=9),
        ),
    ]
