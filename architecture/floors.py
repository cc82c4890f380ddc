"""The floors of every room that there is, and the module names that foundation and design may have."""

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.contracts.layers import LayersContract


class FloorsContract(LayersContract):
    """Layers inside each room of a house. A room counts from its first module on: nothing is listed twice."""

    type_name = "floors"
    house = fields.StringField()
    rooms_without_floors = fields.ListField(subfield=fields.StringField(), required=False)
    # Pairs of floors, "upper -> lower", where the upper one may not look at the lower one after all.
    never = fields.ListField(subfield=fields.StringField(), required=False)

    def validate(self) -> None:
        """Layers ask for their containers before there is a graph to find them in: the house stands in until then."""
        self.containers: Any = [str(self.house)]
        super().validate()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Find the rooms, then check them as layers."""
        open_rooms: Any = self.rooms_without_floors or []
        without = {f"{self.house}.{room}" for room in open_rooms}
        rooms = [module for module in graph.find_children(str(self.house)) if module not in without]
        expression = fields.ModuleExpressionField()
        self.containers = [expression.parse(room) for room in sorted(rooms) if graph.find_children(room)]
        result = super().check(graph, verbose)
        bad = [line for room in rooms for pair in self._pairs() for line in _looks(graph, room, *pair)]
        return ContractCheck(kept=result.kept and not bad, metadata={**result.metadata, "never": bad})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Show what the layers found, then the pairs."""
        super().render_broken_contract(check)
        for line in check.metadata["never"]:
            output.print_error(line)

    def _pairs(self) -> list[tuple[str, str]]:
        pairs: Any = self.never or []
        return [(upper.strip(), lower.strip()) for upper, _, lower in (pair.partition("->") for pair in pairs)]


def _looks(graph: ImportGraph, room: str, upper: str, lower: str) -> list[str]:
    """Return the imports from one floor of a room, with all that is in it, to another."""
    importers = [module for module in graph.modules if (module + ".").startswith(f"{room}.{upper}.")]
    return [
        f"{importer} -> {imported}: {upper} never look at {lower}"
        for importer in sorted(importers)
        for imported in sorted(graph.find_modules_directly_imported_by(importer))
        if (imported + ".").startswith(f"{room}.{lower}.")
    ]


class NamesContract(Contract):
    """A package whose modules may have certain names only, so that nothing can be dropped into it by default."""

    type_name = "names"
    package = fields.StringField()
    names = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Return the modules whose names are not on the list."""
        package, names = str(self.package), set(self.names)  # type: ignore[call-overload]  # a list by now
        there = {module.removeprefix(package + ".") for module in graph.find_children(package)}
        return ContractCheck(kept=there <= names, metadata={"extra": sorted(there - names)})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name what is too much."""
        for name in check.metadata["extra"]:
            output.print_error(f"{self.package}.{name}: not a name of this package. See docs/where-does-it-go.md")
