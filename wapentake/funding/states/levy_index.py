"""The index by which the levy's limit of £100 a dwelling follows prices, year by year, as it was published."""

SOURCE = "Building Cost Information Service, RICS CIL Index"
# Each figure counts for what is received in its calendar year. They are published in October before it.
FIGURES = {2020: 334, 2021: 333, 2022: 332, 2023: 355, 2024: 381, 2025: 391, 2026: 400}
BASE = 224  # of 2013, when the limit was laid down
