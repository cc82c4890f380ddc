"""What people type about places, made into clean values."""

from .desk import (
    ClusterForm,
    ClusterWardsForm,
    CoverForm,
    DescribeClusterForm,
    EndForm,
    LocalityForm,
    MoveWardForm,
    NamedPlaceForm,
    ParishForm,
    RenameForm,
    WardForm,
)
from .files import BoundaryFileForm, CouncilFileForm, PostcodeFileForm
from .postcode import PostcodeForm

__all__ = [
    "BoundaryFileForm",
    "ClusterForm",
    "ClusterWardsForm",
    "CouncilFileForm",
    "CoverForm",
    "DescribeClusterForm",
    "EndForm",
    "LocalityForm",
    "MoveWardForm",
    "NamedPlaceForm",
    "ParishForm",
    "PostcodeFileForm",
    "PostcodeForm",
    "RenameForm",
    "WardForm",
]
