"""Community groups, partners, parish councils and the council's own services."""

from django.db import models

from wapentake.places.models import Parish, Ward

from .states import ONE_PERSON, OrganisationKind, Sector


class Organisation(models.Model):
    """A body that asks for money, answers for a service or works with a ward. Merged ones stay and say into what."""

    kind = models.CharField(max_length=14, choices=OrganisationKind.choices)
    sector = models.CharField(max_length=9, choices=Sector.choices)
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    purpose = models.CharField(max_length=300, blank=True)
    charity_number = models.CharField(max_length=12, blank=True)
    company_number = models.CharField(max_length=8, blank=True)
    website = models.URLField(blank=True)
    public_email = models.EmailField(blank=True)
    wards = models.ManyToManyField(Ward, related_name="+")
    parish = models.ForeignKey(Parish, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def public_name(self) -> str:
        """What everybody may read: a person's own name is nobody's business."""
        return ONE_PERSON if self.kind == OrganisationKind.PERSON else self.name

    @property
    def ref(self) -> str:
        """How changes and audit name this organisation."""
        return f"organisation:{self.pk}"


class Contact(models.Model):
    """A person to reach at an organisation. Never published."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
