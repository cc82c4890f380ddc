"""Places, all of them dated: a ward is known by its GSS code within an edition of wards."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from wapentake.foundation.dated import Dated, DatedManager, ends_after_it_begins, never_overlaps

from .states import AreaKind, Cover, NamedPlaceKind, ParishKind, PostcodeState, SetState


class Edition(Dated):
    """A set of wards that stands until the next boundary review, such as the 25 wards since May 2021."""

    name = models.CharField(max_length=100)
    legal_order = models.CharField(max_length=200, blank=True, help_text="The order that made these wards.")
    legal_order_link = models.URLField(blank=True)

    objects = DatedManager()

    class Meta:
        constraints = [ends_after_it_begins("edition_lasts"), never_overlaps("one_edition_at_a_time")]

    def __str__(self) -> str:
        return self.name


class Locality(Dated):
    """An area of several wards with a team of its own, such as North."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)

    objects = DatedManager()

    class Meta:
        ordering = ["position", "name"]
        constraints = [ends_after_it_begins("locality_lasts")]

    def __str__(self) -> str:
        return self.name


class Ward(models.Model):
    """A ward in one edition. Records keep the ward they were made under; a later edition has wards of its own."""

    code = models.CharField("GSS code", max_length=9, unique=True)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="wards")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=100, help_text="As the council writes it: Anston and Woodsetts.")
    ons_name = models.CharField("ONS name", max_length=100, help_text="As ONS writes it: Anston & Woodsetts.")
    number = models.PositiveSmallIntegerField(help_text="The number on the map, in alphabetical order.")
    seats = models.PositiveSmallIntegerField(null=True, help_text="How many councillors it elects; empty if unknown.")
    description = models.CharField(max_length=300, blank=True, help_text="Where it is, in half a sentence.")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "slug"], name="one_ward_per_slug_and_edition"),
            models.CheckConstraint(condition=Q(seats__isnull=True) | Q(seats__range=(1, 5)), name="ward_seats"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """How changes and audit name this ward."""
        return f"ward:{self.code}"


class WardSuccession(models.Model):
    """A ward of one edition took over ground of a ward of the edition before it."""

    predecessor = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="origins")
    share = models.FloatField(null=True, help_text="The share of the predecessor's addresses that went here, 0 to 1.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["predecessor", "successor"], name="one_succession_per_pair")]


class WardLocality(Dated):
    """The locality that a ward lies in, for a time."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="localities")
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="members")
    confirmed = models.BooleanField(default=True, help_text="Not ticked where no public source names the locality.")

    objects = DatedManager()

    class Meta:
        constraints = [ends_after_it_begins("ward_locality_lasts"), never_overlaps("one_locality_per_ward", "ward_id")]


class Parish(Dated):
    """A town, parish or community council, or a parish meeting."""

    code = models.CharField("GSS code", max_length=9, blank=True)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=ParishKind.choices, default=ParishKind.PARISH)

    objects = DatedManager()

    class Meta:
        ordering = ["name"]
        constraints = [ends_after_it_begins("parish_lasts")]

    def __str__(self) -> str:
        return self.name


class ParishCover(Dated):
    """Whether a ward is parished: yes, in part or not, for a time. Money follows the site, never this row."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="parish_cover")
    cover = models.CharField(max_length=4, choices=Cover.choices)
    confirmed = models.BooleanField(default=True)

    objects = DatedManager()

    class Meta:
        constraints = [ends_after_it_begins("cover_lasts"), never_overlaps("one_cover_per_ward", "ward_id")]


class WardParish(Dated):
    """A parish that lies, wholly or in part, in a ward."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="parishes")
    parish = models.ForeignKey(Parish, on_delete=models.PROTECT, related_name="wards")
    confirmed = models.BooleanField(default=True)

    objects = DatedManager()

    class Meta:
        constraints = [
            ends_after_it_begins("ward_parish_lasts"),
            never_overlaps("one_row_per_ward_and_parish", "ward_id", "parish_id"),
        ]


class Cluster(Dated):
    """A few wards that work together for a time. Never the whole borough."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    purpose = models.CharField(max_length=300, blank=True)

    objects = DatedManager()

    class Meta:
        constraints = [ends_after_it_begins("cluster_lasts")]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """How changes and audit name this cluster."""
        return f"cluster:{self.slug}"


class ClusterMember(Dated):
    """A ward's membership of a cluster."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="members")
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="clusters")

    objects = DatedManager()

    class Meta:
        constraints = [
            ends_after_it_begins("cluster_member_lasts"),
            never_overlaps("one_row_per_cluster_and_ward", "cluster_id", "ward_id"),
        ]


class NamedPlace(Dated):
    """A place that is not a ward: a town centre, a village, an area of a service or of the police."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=12, choices=NamedPlaceKind.choices)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    wards = models.ManyToManyField(Ward, related_name="named_places")

    objects = DatedManager()

    class Meta:
        ordering = ["name"]
        constraints = [ends_after_it_begins("named_place_lasts")]

    def __str__(self) -> str:
        return self.name


class BoundarySet(models.Model):
    """A file of boundaries. Loaded inactive, compared with the set in use, then switched."""

    kind = models.CharField(max_length=6, choices=AreaKind.choices)
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=7, choices=SetState.choices, default=SetState.LOADED)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    schematic = models.BooleanField(default=False, help_text="Drawn from a few points a ward: not the legal boundary.")
    attribution = models.CharField(max_length=300, blank=True)
    # The paths of its areas lie in a box of 1000 units wide and this high.
    height = models.FloatField(default=1000)
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            ends_after_it_begins("boundary_set_lasts"),
            # A retired set may stand for the same days as the set that replaced it.
            *[
                never_overlaps(f"one_active_{kind.value}_set", condition=Q(state=SetState.ACTIVE, kind=kind))
                for kind in AreaKind
                if kind is not AreaKind.OTHER
            ],
        ]

    def __str__(self) -> str:
        return self.name


class Boundary(models.Model):
    """One area of a set. Geometry is WKB in longitude and latitude (EPSG:4326)."""

    set = models.ForeignKey(BoundarySet, on_delete=models.CASCADE, related_name="areas")
    code = models.CharField(max_length=9)
    name = models.CharField(max_length=100)
    geometry = models.BinaryField()
    # The outline as an SVG path in the set's box of 1000 units wide, simplified, drawn once at load.
    path = models.TextField(blank=True)
    # Where that path lies in the set's box, and where its number is written.
    left = models.FloatField(default=0)
    top = models.FloatField(default=0)
    width = models.FloatField(default=1000)
    height = models.FloatField(default=1000)
    label_x = models.FloatField(default=500)
    label_y = models.FloatField(default=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["set", "code"], name="one_boundary_per_code_and_set")]


class Postcode(models.Model):
    """A postcode and the ward that its point lies in, computed at load."""

    # Without spaces and in capitals: S601AE.
    code = models.CharField(max_length=7, primary_key=True)
    state = models.CharField(max_length=10, choices=PostcodeState.choices, default=PostcodeState.LIVE)
    terminated_on = models.DateField(null=True)
    easting = models.IntegerField(null=True)
    northing = models.IntegerField(null=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    council_code = models.CharField(max_length=9, blank=True)
    ward = models.ForeignKey(Ward, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["ward"], condition=Q(ward__isnull=False), name="postcode_by_ward")]


class OutwardCode(models.Model):
    """The first half of a postcode, S60 of S60 1AE, and the councils that its postcodes lie in."""

    code = models.CharField(max_length=4, primary_key=True)
    councils = ArrayField(models.CharField(max_length=9), help_text="GSS codes, the one with most postcodes first.")
