"""Choices of the office room."""

from django.db.models import TextChoices


class RoleKind(TextChoices):
    """What a person may hold, in a place or an organisation, from one date to another."""

    WARD_COUNCILLOR = "ward_councillor", "Ward councillor"
    CABINET_MEMBER = "cabinet_member", "Cabinet Member"
    LEADER = "leader", "Leader of the Council"
    SUBSTITUTE = "substitute", "Named substitute for the Cabinet Member and the Leader"
    SCRUTINY_MEMBER = "scrutiny_member", "Scrutiny member"
    CO_ORDINATOR = "co_ordinator", "Neighbourhood co-ordinator"
    SUPPORT_OFFICER = "support_officer", "Neighbourhood support officer"
    HEAD_OF_NEIGHBOURHOODS = "head_of_neighbourhoods", "Head of Neighbourhoods"
    APPROVER = "approver", "Approving officer"
    FINANCE = "finance", "Finance officer"
    PLANNING_OFFICER = "planning_officer", "Planning officer"
    HOUSING_OFFICER = "housing_officer", "Housing officer"
    MONITORING_OFFICER = "monitoring_officer", "Monitoring Officer"
    SECTION_151 = "section_151", "Section 151 officer"
    AUDITOR = "auditor", "Auditor"
    SERVICE_OFFICER = "service_officer", "Service officer"
    PARTNER = "partner", "Partner"
    LOCALITY_CHAMPION = "locality_champion", "Locality champion"
    PARISH_CLERK = "parish_clerk", "Parish clerk"
    ADMINISTRATOR = "administrator", "Administrator"


# Roles that rest on a live, unsuspended seat (a co-opted scrutiny member has no seat to lose).
NEEDS_A_SEAT = frozenset({RoleKind.LEADER, RoleKind.SUBSTITUTE, RoleKind.CABINET_MEMBER, RoleKind.SCRUTINY_MEMBER})


class Lifts(TextChoices):
    """What a dispensation lets a member do."""

    VOTE = "vote", "Vote with the ward’s other members"
    ALONE = "alone", "Decide alone as well"


class Ground(TextChoices):
    """Why a dispensation may be given (Localism Act 2011, section 33, subsection 2)."""

    TOO_FEW = "too_few", "Too few members could take part without it"
    BALANCE = "balance", "The political balance would be upset without it"
    RESIDENTS = "residents", "It is in the interests of the area’s residents"
    EXECUTIVE = "executive", "No member of the executive could take part without it"
    OTHERWISE = "otherwise", "It is appropriate for another reason"


class GrantedBy(TextChoices):
    """Who granted a dispensation: the council, or whom it let grant them (Localism Act 2011, section 33)."""

    COUNCIL = "council", "The Council"
    STANDARDS = "standards", "The Standards Committee"
    MONITORING = "monitoring", "The Monitoring Officer, under delegation"
    HEAD = "head", "The Head of Paid Service"


class TermEnd(TextChoices):
    """Every way in which a councillor's term ends (Local Government Act 1972, sections 7, 80, 84 to 87)."""

    POLL = "poll", "The fourth day after the poll"
    RESIGNATION = "resignation", "Resigned"
    DEATH = "death", "Died"
    DISQUALIFICATION = "disqualification", "Disqualified"
    NON_ATTENDANCE = "non_attendance", "Six months without attending"


class PollKind(TextChoices):
    ORDINARY = "ordinary", "Ordinary election of councillors"
    BY_ELECTION = "by_election", "By-election"
    PARISH = "parish", "Parish election"
    MAYORAL = "mayoral", "Mayoral election"
    GENERAL = "general", "General election"


# Those that elect councillors of this council; the others are recorded for their weeks of publicity alone.
OF_COUNCILLORS = (PollKind.ORDINARY, PollKind.BY_ELECTION)


class InterestCategory(TextChoices):
    """Disclosable pecuniary interests (SI 2012/1464) and the other interests of a code of conduct."""

    EMPLOYMENT = "employment", "Employment, office, trade, profession or vocation"
    SPONSORSHIP = "sponsorship", "Sponsorship"
    CONTRACTS = "contracts", "Contracts with the council"
    LAND = "land", "Land in the council's area"
    LICENCES = "licences", "Licences to occupy land"
    TENANCIES = "tenancies", "Corporate tenancies"
    SECURITIES = "securities", "Securities"
    BODY = "body", "Member or officer of a body"
    GIFTS = "gifts", "Gifts and hospitality"


class Holder(TextChoices):
    MEMBER = "member", "The councillor"
    PARTNER = "partner", "Spouse, civil partner or partner"
    FAMILY = "family", "Close family"


class HeldPart(TextChoices):
    """What a page leaves out while publicity is held. Facts, addresses and money are never among it."""

    WORDS = "words", "Members’ own words: what a priority is about, why it was chosen and who agreed it"
    PROGRESS = "progress", "News of progress"
    AWARDS = "awards", "New awards among the news of the front page"
