"""Between rooms, imports may only enter through a door, and never climb to a higher floor."""

from importlinter import Contract, ContractCheck, fields, output


class DoorsContract(Contract):
    type_name = "doors"
    house = fields.StringField()
    rooms_without_doors = fields.ListField(subfield=fields.StringField(), required=False)
    floors = fields.ListField(subfield=fields.StringField())  # lowest first
    doors = fields.ListField(subfield=fields.StringField())

    def check(self, graph, verbose):
        rank = {name: i for i, name in enumerate(self.floors)}
        open_rooms = set(self.rooms_without_doors or [])
        bad = []
        for importer in sorted(graph.modules):
            a = importer.split(".")
            if len(a) < 3 or a[0] != self.house:
                continue
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                b = imported.split(".")
                if b[0] != self.house or len(b) < 2 or a[1] == b[1] or b[1] in open_rooms:
                    continue
                floor_b = b[2] if len(b) > 2 else None
                if a[2] == "tests" and floor_b == "tests":
                    continue  # factories of a lower room; the rooms contract keeps the direction
                if floor_b not in self.doors:
                    bad.append(f"{importer} -> {imported}: not a door")
                elif a[2] in rank and rank[floor_b] > rank[a[2]]:
                    bad.append(f"{importer} -> {imported}: climbs from {a[2]} to {floor_b}")
        return ContractCheck(kept=not bad, metadata={"bad": bad})

    def render_broken_contract(self, check):
        for line in check.metadata["bad"]:
            output.print_error(line)
