from __future__ import annotations

import numpy as np
import pytest

from albumen.brief import Brief
from albumen.description import Affect, Description, Key
from albumen.errors import BadOption
from albumen.play.band.plan import Plan, felt, fit, plan
from albumen.play.band.styles import STYLES
from albumen.play.band.wishes import OPTIONS, check_seconds, wishes
from albumen.play.engine import ENGINES
from albumen.scan import Scan
from albumen.settings import check
from albumen.vocabulary import GENRES

HAPPY = Description(affect=Affect(0.6, 0.6))
SAD = Description(affect=Affect(-0.6, -0.6))

SENSIBLE = {
    "Pop": {"pop"}, "Hip hop": {"hip hop", "trap"}, "Rock": {"rock", "metal", "punk"}, "R&B": {"R&B"},
    "Reggae": {"reggae"}, "Soul": {"soul"}, "Country": {"country"}, "Funk": {"funk"}, "Folk": {"folk"},
    "Middle Eastern": {"Middle Eastern"}, "Jazz": {"jazz swing"}, "Disco": {"disco"},
    "Classical": {"classical piano", "string quartet", "orchestral", "baroque"},
    "Electronic": {"techno", "house", "synthwave"}, "Latin": {"bossa", "salsa", "cumbia"}, "Blues": {"blues"},
    "Children's": {"children's song"}, "New-age": {"ambient"}, "Vocal": {"choir"},
    "Music of Africa": {"highlife", "afrobeat"}, "Christian": {"gospel"}, "Music of Asia": {"East Asian", "raga"},
    "Ska": {"ska"}, "Traditional": {"waltz"}, "Independent": {"indie"},
}  # fmt: skip


def planned(description: Description, seed: int = 0, seconds: float = 60, **options: str) -> Plan:
    brief = Brief(description, "", seconds=seconds, options=options)
    return plan(brief, STYLES.values(), np.random.default_rng(seed))


def scan(light: int = 128, warmth: int = 128, contour: int = 128) -> Scan:
    curves = {"contour": contour, "light": light, "density": 60, "warmth": warmth, "chroma": 60}
    return Scan(**{name: np.full(64, value, np.uint8) for name, value in curves.items()})


@pytest.mark.parametrize("genre", GENRES)
def test_every_genre_has_a_style_of_its_own(genre: str) -> None:
    for arousal in (-0.5, 0.0, 0.5):
        heard = Description(genres={genre: 1.0}, affect=Affect(0, arousal))
        best = max(STYLES.values(), key=lambda style: fit(style, heard))
        assert best.name in SENSIBLE[genre]


@pytest.mark.parametrize("style", STYLES.values(), ids=lambda style: style.name)
def test_excited_pieces_are_faster(style: object) -> None:
    name = style.name  # type: ignore[attr-defined]
    assert planned(HAPPY, style=name).tempo > planned(SAD, style=name).tempo


def test_happy_pictures_are_in_major_and_sad_ones_in_minor() -> None:
    assert all(planned(HAPPY, seed).major for seed in range(20))
    assert not any(planned(SAD, seed).major for seed in range(20))


def test_moods_lean_the_affect_their_way() -> None:
    glad = felt(Description(moods={"Happy": 0.9}))
    low = felt(Description(moods={"Sad": 0.9}))
    angry = felt(Description(moods={"Angry": 0.9}))
    assert glad.valence > 0 > low.valence
    assert glad.arousal > 0 > low.arousal
    assert angry.valence < 0 < angry.arousal


def test_a_song_s_tempo_is_kept_in_the_style_s_octave() -> None:
    assert planned(Description(tempo=60.0), style="techno").tempo == pytest.approx(120)
    assert planned(Description(tempo=150.0), style="reggae").tempo == pytest.approx(75)
    assert planned(Description(tempo=84.0), style="hip hop").tempo == pytest.approx(84)


def test_a_tempo_that_no_octave_reaches_is_kept_as_nearly_as_can_be() -> None:
    made = planned(Description(tempo=90.0), style="house").tempo
    assert made in (pytest.approx(120 * 0.8), pytest.approx(128 * 1.25))


def test_a_song_s_key_is_kept() -> None:
    made = planned(Description(key=Key("F#", "minor", 0.9)), style="pop")
    assert (made.tonic, made.major) == (6, False)


def test_what_is_asked_goes_before_what_was_heard() -> None:
    heard = Description(genres={"Jazz": 1.0}, tempo=90.0, key=Key("C", "major", 0.9))
    made = planned(heard, style="bossa", tempo="131", key="Bb minor")
    assert (made.style.name, made.tempo, made.tonic, made.major) == ("bossa", 131, 10, False)


def test_a_genre_chooses_the_style() -> None:
    assert planned(Description(genres={"Jazz": 1.0}), genre="reggae").style.name == "reggae"


@pytest.mark.parametrize(
    ("text", "tonic", "major"),
    [
        ("C", 0, True),
        ("f# minor", 6, False),
        ("Bb major", 10, True),
        ("Cb", 11, True),
        ("am", 9, False),
        ("E♭ min", 3, False),
    ],
)
def test_keys_are_read(text: str, tonic: int, major: bool) -> None:
    read = wishes({"key": text}, [])
    assert (read.tonic, read.major) == (tonic, major)


@pytest.mark.parametrize(
    ("option", "value", "offered"),
    [
        ("style", "polka", "bossa"), ("genre", "Polka", "Middle Eastern"), ("tempo", "fast", "from 40 to 220"),
        ("tempo", "nan", "from 40 to 220"), ("tempo", "500", "from 40 to 220"), ("key", "H dur", "F#"),
    ],
)  # fmt: skip
def test_what_is_not_possible_is_refused_in_one_sentence_that_lists_what_is(
    option: str, value: str, offered: str
) -> None:
    with pytest.raises(BadOption, match=offered) as caught:
        check(Brief(Description(), "", options={option: value}), ENGINES.get("band"))
    assert str(caught.value).count(". ") == 0


def test_an_unknown_setting_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadOption, match="style, genre, tempo, key"):
        check(Brief(Description(), "", options={"steps": "3"}), ENGINES.get("band"))


@pytest.mark.parametrize("seconds", [0.0, 4.9, 601.0, float("nan")])
def test_lengths_that_the_band_does_not_play_are_refused(seconds: float) -> None:
    with pytest.raises(BadOption, match="from 5 to 600"):
        check_seconds(seconds)


def test_every_option_has_a_line_of_help() -> None:
    assert set(OPTIONS) == {"style", "genre", "tempo", "key", "soundfont"}
    assert all(OPTIONS.values())


def test_light_and_warmth_come_from_the_picture() -> None:
    made = planned(Description(scan=scan(light=204, warmth=51)))
    assert made.light == pytest.approx(0.8, abs=0.01)
    assert made.warmth == pytest.approx(0.2, abs=0.01)


def test_a_flat_picture_still_has_a_line() -> None:
    assert np.ptp(planned(Description(scan=scan())).contour) > 0.3
