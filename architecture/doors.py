"""Rooms enter each other through doors only, and nobody who enters climbs to a higher floor than their own."""

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class DoorsContract(Contract):
    """Imports between rooms end at a door, and at a floor no higher than the one that they begin on.

    Tests may use the tests of a lower room: its factories. A floor that is not listed, such as `management`, is the
    top one.
    """

    type_name = "doors"
    house = fields.StringField()
    rooms_without_doors = fields.ListField(subfield=fields.StringField(), required=False)
    floors = fields.ListField(subfield=fields.StringField())  # the lowest first
    doors = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Return every import that does not enter by a door, or climbs."""
        bad = []
        for importer in sorted(graph.modules):
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                if reason := self._what_is_wrong(importer.split("."), imported.split(".")):
                    bad.append(f"{importer} -> {imported}: {reason}")
        return ContractCheck(kept=not bad, metadata={"bad": bad})

    def _what_is_wrong(self, source: list[str], target: list[str]) -> str:
        floors, doors, open_rooms = (self._list(name) for name in ("floors", "doors", "rooms_without_doors"))
        inside = source[0] == target[0] == self.house and len(source) > 2 and len(target) > 1
        if not inside or source[1] == target[1] or target[1] in open_rooms:
            return ""
        start, end = source[2], target[2] if len(target) > 2 else ""
        if start == end == "tests":
            return ""
        if end not in doors:
            return "not a door"
        if start in floors and floors.index(end) > floors.index(start):
            return f"climbs from {start} to {end}"
        return ""

    def _list(self, name: str) -> list[str]:
        found: Any = getattr(self, name)
        return list(found or [])

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import."""
        for line in check.metadata["bad"]:
            output.print_error(line)
