"""A council's colours: derived by contrast, refused when nobody could read them."""

from pathlib import Path

import pytest
from django.http import Http404, HttpRequest
from django.template import loader
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from wapentake.design.apps import brand_can_be_used
from wapentake.design.branding import DEFAULTS, STONE, WHITE, BadColour, Palette, brand, contrast
from wapentake.design.views import brand_logo, brand_stylesheet

colours = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: "#" + bytes(rgb).hex())
OTHER = {"WAPENTAKE_BRAND": "#6f2c91", "WAPENTAKE_BRAND_LINK": "#5a2378", "WAPENTAKE_BRAND_WARM": "#a3420f"}


def test_contrast_is_wcags() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#0E4045", STONE) == pytest.approx(10.4, abs=0.05)


@pytest.mark.parametrize(
    ("brand_colour", "sentence"),
    [
        (
            "#767676",
            "The brand colour #767676 has a contrast of 4.1 to 1 on the pages’ stone. "
            "Choose a darker colour, with 4.5 to 1 or more.",
        ),
        (
            "#ffffff",
            "The brand colour #ffffff has a contrast of 1.0 to 1 on white. "
            "Choose a darker colour, with 4.5 to 1 or more.",
        ),
        ("teal", "Write the colour “teal” as # and six figures, like #0e4045."),
        ("#0e4045;}", "Write the colour “#0e4045;}” as # and six figures, like #0e4045."),
    ],
)
def test_a_colour_that_cannot_be_read_is_refused_in_a_sentence(brand_colour: str, sentence: str) -> None:
    with pytest.raises(BadColour) as caught:
        Palette(brand_colour, "#0b5a60", "#a3420f")
    assert str(caught.value) == sentence


def test_the_first_colours_are_derived_as_they_were_drawn() -> None:
    tokens = Palette(*DEFAULTS).tokens
    drawn = {
        "brand-deep": "#072a2e",
        "brand-mid": "#3d8084",
        "brand-pale": "#8fbdbb",
        "brand-wash": "#e9f1ef",
        "warm-wash": "#fbeee4",
    }
    for name, colour in drawn.items():
        near = [abs(int(tokens[name][i : i + 2], 16) - int(colour[i : i + 2], 16)) for i in (1, 3, 5)]
        assert max(near) <= 16, (name, tokens[name])


@given(colours)
def test_whatever_the_brand_its_shades_can_be_told_apart(colour: str) -> None:
    try:
        tokens = Palette(colour, colour, colour).tokens
    except BadColour:
        assert min(contrast(colour, WHITE), contrast(colour, STONE)) < 4.5
        return
    assert contrast(tokens["brand-deep"], tokens["brand-wash"]) >= 4.5
    assert contrast(tokens["brand"], tokens["brand-mid"]) >= 2
    assert contrast(tokens["warm-deep"], tokens["warm-wash"]) >= 4.5
    assert contrast(tokens["brand-deep"], tokens["locality-1"]) >= 4.5
    steps = [contrast(tokens[f"step-{i}"], WHITE) for i in range(1, 6)]
    assert steps == sorted(steps)


def test_the_colours_of_the_built_stylesheet_need_no_second_one() -> None:
    assert brand.stylesheet_href == ""
    assert 'href="/brand/' not in loader.get_template("design/error.html").render({"status": 404})


@override_settings(**OTHER)
def test_a_councils_own_colours_are_a_stylesheet_that_may_be_kept() -> None:
    href = brand.stylesheet_href
    html = loader.get_template("design/error.html").render({"status": 404})
    assert f'<link rel="stylesheet" href="{href}">' in html
    assert '<meta name="theme-color" content="#6f2c91">' in html
    digest = href.removeprefix("/brand/").removesuffix(".css")
    response = brand_stylesheet(HttpRequest(), digest)
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response["Cache-Control"]
    assert response.content.decode().startswith(":root{--wt-brand:#6f2c91;--wt-brand-link:#5a2378;")
    with pytest.raises(Http404):
        brand_stylesheet(HttpRequest(), "0" * 16)


def test_a_council_may_have_its_logo(tmp_path: Path) -> None:
    file = tmp_path / "logo.svg"
    file.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    with override_settings(WAPENTAKE_LOGO=str(file)):
        html = loader.get_template("design/error.html").render({"status": 404})
        assert f'<img class="wt-header__logo" src="{brand.logo_href}" alt="" height="36">' in html
        assert "wt-mark" not in html
        digest = brand.logo_href.removeprefix("/brand/").removesuffix(".svg")
        response = brand_logo(HttpRequest(), digest, "svg")
        assert (response.content, response["Content-Type"]) == (file.read_bytes(), "image/svg+xml")
        for other in (("0" * 16, "svg"), (digest, "png")):
            with pytest.raises(Http404):
                brand_logo(HttpRequest(), *other)
    with pytest.raises(Http404):
        brand_logo(HttpRequest(), digest, "svg")


@pytest.mark.parametrize(
    ("name", "size", "sentence"),
    [
        ("logo.gif", 1, "is neither an SVG nor a PNG. Save it as one of these."),
        ("missing.png", 0, "cannot be read. Check WAPENTAKE_LOGO and the file’s permissions."),
        ("large.png", 200_001, "is larger than 200 kB. It is drawn 36 pixels high: save a smaller one."),
    ],
)
def test_a_logo_that_cannot_be_shown_is_refused_in_a_sentence(
    tmp_path: Path, name: str, size: int, sentence: str
) -> None:
    file = tmp_path / name
    if size:
        file.write_bytes(b"x" * size)
    with override_settings(WAPENTAKE_LOGO=str(file)):
        (error,) = brand_can_be_used(None)
    assert error.msg == f"The logo {file} {sentence}"


@override_settings(WAPENTAKE_BRAND="#ffffff")
def test_the_program_does_not_start_with_colours_that_nobody_can_read() -> None:
    (error,) = brand_can_be_used(None)
    assert error.id == "design.E001"
    assert "1.0 to 1 on white" in error.msg


def test_the_colours_as_they_are_pass_the_check() -> None:
    assert brand_can_be_used(None) == []
