"""Where things stand in the pictures, and the words that say the same."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.design import pictures as p
from wapentake.design.pictures.scales import as_percent, percent, place, plain, round_top

DAY = dt.date


def test_a_money_bar_stands_in_its_order_and_adds_up() -> None:
    bar = p.MoneyBar.of(paid=318_000, committed=278_000, reserved=240_000, left=232_000)
    assert [(part.stage, part.x, part.width) for part in bar.parts] == [
        ("paid", "0%", "29.78%"),
        ("committed", "29.78%", "26.03%"),
        ("reserved", "55.81%", "22.47%"),
    ]
    assert bar.width == "100%"
    assert bar.words == "£3,180 paid, £2,780 committed, £2,400 reserved, £2,320 left"


def test_what_came_back_is_part_of_the_whole() -> None:
    bar = p.MoneyBar.of(paid=50, returned=25, left=25)
    assert bar.total == 100
    assert [(part.stage, part.x, part.width) for part in bar.parts] == [
        ("paid", "0%", "50%"),
        ("returned", "50%", "25%"),
    ]
    assert bar.words == "£0.50 paid, £0.25 returned, £0.25 left"


def test_funds_on_one_page_share_a_scale() -> None:
    small, large = p.share_scale(
        [p.FundLine("A", p.MoneyBar.of(left=25)), p.FundLine("B", p.MoneyBar.of(paid=50, left=50))]
    )
    assert (small.bar.width, large.bar.width) == ("25%", "100%")
    assert large.bar.parts[0].width == "50%"


def test_a_fund_without_money_draws_no_bar() -> None:
    assert p.MoneyBar.of().parts == ()
    assert p.share_scale([p.FundLine("A", p.MoneyBar.of())])[0].bar.width == "0%"


def test_a_bar_refuses_less_than_nought() -> None:
    with pytest.raises(ValueError, match="below nought"):
        p.MoneyBar.of(paid=-1)


@given(st.tuples(*[st.integers(0, 10**9)] * 5), st.integers(0, 10**10))
def test_no_part_of_a_bar_leaves_its_frame(amounts: tuple[int, int, int, int, int], scale: int) -> None:
    paid, committed, reserved, returned, left = amounts
    bar = p.MoneyBar.of(paid=paid, committed=committed, reserved=reserved, returned=returned, left=left, scale=scale)
    ends = [float(part.x[:-1]) + float(part.width[:-1]) for part in bar.parts]
    assert all(end <= float(bar.width[:-1]) + 0.011 for end in ends)
    assert float(bar.width[:-1]) <= 100


@pytest.mark.parametrize(
    ("progress", "words", "states"),
    [
        (p.Progress(4, 1, 0, 1), "4 of 6 actions done, 1 under way", ["done"] * 4 + ["half", ""]),
        (p.Progress(1, 2, 1, 1), "1 of 5 actions done, 2 under way, 1 late", ["done", "half", "half", "late", ""]),
        (p.Progress(done=1), "1 of 1 action done", ["done"]),
        (p.Progress(), "No actions yet", []),
    ],
)
def test_progress_is_a_square_for_each_action(progress: p.Progress, words: str, states: list[str]) -> None:
    assert progress.words == words
    assert [square.state for square in progress.squares] == states
    assert [square.x for square in progress.squares] == [1 + 19 * i for i in range(len(states))]


def test_the_year_runs_from_april_with_its_dates_marked() -> None:
    year = p.YearLine.of(
        DAY(2026, 4, 1), DAY(2026, 11, 24), [(DAY(2027, 1, 15), "last day to apply"), (DAY(2027, 6, 1), "too late")]
    )
    assert "".join(letter for letter, _ in year.months) == "AMJJASONDJFM"
    assert year.months[0] == ("A", "4.17%")
    assert year.today == year.gone == "64.86%"
    assert [(mark.x, mark.words) for mark in year.marks] == [("78.9%", "last day to apply")]
    assert year.words == "The council’s year runs from April to March. Marked: last day to apply, 15 January."


@pytest.mark.parametrize(
    ("on", "gone", "today", "anchor"),
    [
        (DAY(2026, 4, 1), "0.14%", "0.14%", "first"),
        (DAY(2027, 3, 31), "99.87%", "99.87%", "last"),
        (DAY(2027, 4, 1), "100%", "", ""),
        (DAY(2026, 3, 31), "0%", "", ""),
    ],
)
def test_today_is_drawn_only_inside_the_year(on: dt.date, gone: str, today: str, anchor: str) -> None:
    year = p.YearLine.of(DAY(2026, 4, 1), on)
    assert (year.gone, year.today) == (gone, today)
    assert year.anchor == anchor or not today


def test_a_year_line_starts_on_the_first() -> None:
    with pytest.raises(ValueError, match="first of a month"):
        p.YearLine.of(DAY(2026, 4, 2), DAY(2026, 4, 3))


@pytest.mark.parametrize(
    ("values", "mine", "words"),
    [
        ([1, 2, 3], 3, "Highest of 3"),
        ([1, 2, 3], 1, "Lowest of 3"),
        ([1, 2, 3], 2, "2nd highest of 3"),
        ([1, 2, 3, 4, 5, 6], 2, "2nd lowest of 6"),
        ([1, 1, 3, 4, 5], 1, "Equal lowest of 5"),
        ([1, 2, 3, 4, 5, 5, 6, 9, 10], 5, "Equal 4th highest of 9"),
    ],
)
def test_a_rank_is_said_from_the_nearer_end(values: list[float], mine: float, words: str) -> None:
    assert p.rank_words(values, mine) == words


def test_dots_stay_inside_and_wards_without_a_figure_are_left_out() -> None:
    dots = p.RankDots.of([10, None, 20, 30], me=2, borough=15, low=18, high=32)
    assert dots.others == ("2%", "89.27%")
    assert (dots.me, dots.borough, dots.low, dots.high) == ("45.64%", "23.82%", "36.91%", "98%")
    assert dots.words == "2nd highest of 3"
    with pytest.raises(ValueError, match="without a figure"):
        p.RankDots.of([1, None], me=1)


def test_a_value_lies_inside_its_range() -> None:
    assert p.Whisker.of(28, 25, 31, 20, 50) == p.Whisker("26.67%", "16.67%", "36.67%")
    with pytest.raises(ValueError, match="inside its own range"):
        p.Whisker.of(40, 25, 31, 20, 50)


@pytest.mark.parametrize(("low", "overlap"), [(38, False), (31, True), (30, True)])
def test_ranges_that_touch_overlap(low: float, overlap: bool) -> None:
    then = p.Reading("before", "41%", 41, low, 44)
    now = p.Reading("after", "28%", 28, 25, 31)
    assert p.ThenAndNow(then, now, 20, 50, ("20%", "50%")).overlap is overlap


def test_a_sparkline_keeps_its_gaps() -> None:
    line = p.Sparkline.of([0, 10, None, 5, 10])
    assert line.lines == ("4,36 35,4", "97,20 128,4")
    assert line.end == (128, 4)
    assert p.Sparkline.of([3, 3]).lines == ("4,20 128,20",)
    for values in ([1], [1, 2, None], []):
        with pytest.raises(ValueError, match="two values"):
            p.Sparkline.of(values)


def test_a_shaded_map_says_its_steps() -> None:
    areas = [("A", "M0", 1.0), ("B", "M1", 2.5), ("C", "M2", 9.0), ("D", "M3", None)]
    shaded = p.Choropleth.of(areas, steps=(2.5, 4, 5, 6), words="Map.", box=(0, 0, 10, 10), me="C")
    assert [shade.step for shade in shaded.shades] == [1, 2, 5, 0]
    assert shaded.legend == (
        (1, "under 2.5"),
        (2, "2.5 to 3.9"),
        (3, "4 to 4.9"),
        (4, "5 to 5.9"),
        (5, "6 and over"),
        (0, "no figure"),
    )
    assert shaded.outlines == ("M2",)
    small = p.Choropleth.of(areas, steps=(4,), words="Map.", box=(0, 0, 10, 10), outline="M9")
    assert small.outlines == ("M9",)
    assert [shade.step for shade in small.shades] == [1, 1, 5, 0]
    with pytest.raises(ValueError, match="one to four steps"):
        p.Choropleth.of(areas, steps=(4, 4), words="", box=(0, 0, 1, 1))


def test_charts_start_at_nought_and_keep_gaps() -> None:
    bars = p.BarChart.of("Homes", [("Own", 50, "50%"), ("Rent", 25, "25%"), ("Other", 0, "0%")])
    assert [bar.width for bar in bars.bars] == ["100%", "50%", "0%"]
    line = p.LineChart.of("Reports", [("Apr", 10, "10"), ("May", None, "no figure"), ("Jun", 5, "5"), ("Jul", 0, "0")])
    assert [point.y for point in line.points] == ["4%", "", "50%", "96%"]
    assert [(a.label, b.label) for a, b in line.segments] == [("Jun", "Jul")]
    assert line.latest.label == "Jul"
    with pytest.raises(ValueError, match="below nought"):
        p.BarChart.of("", [("A", -1, "")])
    with pytest.raises(ValueError, match="two values"):
        p.LineChart.of("", [("A", 1, "1")])


@pytest.mark.parametrize(
    ("name", "monogram"),
    [
        ("Cllr Maureen Ashby", "MA"),
        ("Dan Holroyd", "DH"),
        ("Cher", "C"),
        ("Cllr Siân O’Neill-Wood", "SO"),
        ("Mrs Ö. Demir", "ÖD"),
    ],
)
def test_initials_leave_titles_out(name: str, monogram: str) -> None:
    assert p.Person(name).monogram == monogram


def test_a_map_lists_its_wards_by_locality() -> None:
    def area(number: int, locality: int) -> p.WardArea:
        return p.WardArea(number, f"Ward {number}", "#", "M0", locality, (0, 0))

    wards = p.WardMap((area(3, 0), area(1, 0), area(2, 3)), ("North", "Empty", "Central", "South"), (0, 0, 560, 600))
    assert [(tint, name, [a.number for a in areas]) for tint, name, areas in wards.lists] == [
        (1, "North", [1, 3]),
        (1, "South", [2]),
    ]
    assert (wards.view_box, wards.text_size) == ("0 0 560 600", "20")


def test_pages_show_the_ends_and_the_neighbours() -> None:
    items = p.Pages.of(5, 9, "?page={}").params["items"]
    assert [item.get("number", "…") for item in items] == [1, "…", 4, 5, 6, "…", 9]  # type: ignore[attr-defined]
    assert "previous" not in p.Pages.of(1, 2, "?page={}").params
    assert [item.get("number") for item in p.Pages.of(1, 3, "?page={}").params["items"]] == [1, 2, 3]  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="no page 3 of 2"):
        p.Pages.of(3, 2, "")


def test_a_row_has_a_cell_for_every_column() -> None:
    with pytest.raises(ValueError, match="2 cells for 1 columns"):
        p.Table("Awards", [p.Column("Group")], [p.Row(["A", "B"])])


def test_a_figure_is_counted_shared_or_fitted() -> None:
    with pytest.raises(ValueError, match="not guessed"):
        p.Provenance("guessed", "")


@pytest.mark.parametrize(("value", "top"), [(0, 1), (7, 10), (49, 50), (50, 50), (101, 200), (0.3, 0.5), (240, 250)])
def test_an_axis_ends_on_a_round_number(value: float, top: float) -> None:
    assert round_top(value) == pytest.approx(top)


def test_numbers_are_written_plainly() -> None:
    assert [plain(4.0), plain(3.94), plain(12400, 0), as_percent(33.333), percent(1, 0)] == [
        "4",
        "3.9",
        "12,400",
        "33.33%",
        "0%",
    ]
    assert [place(5, 0, 10), place(-5, 0, 10), place(15, 0, 10, 2), place(1, 1, 1)] == ["50%", "0%", "98%", "50%"]
