"""Texts laid out as nobody laid one out before are read to nearly the last fact, and what is called sure is right.

Of texts written after the reader and before it was changed for them it found 48 to 80 % at once; of ten written last
(``cancer_centre`` to ``riverside``; HTML, text, PDF, DOCX) 66 % with 93.8 % precision, and of 295 facts called sure
13 were wrong (4.4 %). After the reader was made to look into columns, eight more (``rehab_hospital`` to
``factory_outlet``) were read at once to 69.0 % with 94.1 % precision, and 1 of 127 facts called sure was wrong (0.8 %);
the reader of before reads 59.6 % of these. Of three more (``art_museum``, ``care_home``, ``credit_union``) only a
total was missed at once, once the facts of one, which had called two parts places, were put right: 77.6 % and 3 of 68
before that.

Then eight texts were written without a look at the reader (``notice_board``, ``dentist_prose``,
``facility_corporation``, ``fruit_cooperative``, ``library_questions``, ``parcel_hubs``, ``street_market``,
``resort_hotel``): 56.5 % of 336 facts were read at once, with 83.3 % precision, and of 200 facts called sure 32 were
wrong (16 %), half of them of one text whose two tables only numbers joined. After their causes were mended, six more
(``school_foundation``, ``ferry_line``, ``childcare_prose``, ``museum_cards``, ``reservoirs``, ``mall_branches``) were
read to 61.4 % with 91.5 % precision, 5 of 83 sure facts wrong (6.0 %), all of them names; after these, three more
(``bathhouse``, ``university_rules`` and one too short to stay) to 86.4 % with 91.6 %, 7 of 65 sure facts wrong (10.8
%),
all of one line that held three paragraphs. So on texts nobody saw the goal of 2 % is not reached: one line misread goes
into every row.

After what is sure had been bound to values wholly understood, six more (``sungsim_hospital``, ``haneul_kinder``,
``gyeoul_univ``, ``saebit_apt``, ``hangang_gas``, ``daeryuk_logistics``) were read at once to 56.1 % of 294 facts with
95.9 % precision, 1 of 128 sure facts wrong (0.8 %); one was lost whole, as lists by style had no depth. After their
causes were mended, four more (``namgang_cc``, ``dongbu_center``, ``nurivit_energy``, ``woori_care``) to 72.2 % of 144
with 92.9 %, and 8 of 81 sure facts wrong (9.9 %), all names of one table with two columns that could be the name; the
other three had none of 70.
Three more after that were read to 58.7 % of 109 with 98.5 %, none of 60 sure facts wrong;
of these ``hanbyeol_hotel`` is kept. All stay here, with what two stated of parts added to their truth, and of
``gyeoul_univ``
the department before a post.
"""

import pytest

from tests.layouts.unseen_texts import NAMES, calibration, score

KNOWN = {
    "bathhouse": (1, 0),  # A sum in a bracket with other words.
    "campus_hospital": (2, 0),  # Counts told of the only part of a place.
    "hanbyeol_hotel": (9, 0),  # "접근 가능한 사람" and "위탁" as heads in boxes.
    "cooperative": (2, 1),  # A last line of people whose place is named like their post.
    "teachers_college": (1, 0),  # A post of two letters with its role in brackets.
    "reservoirs": (1, 0),  # The day alone under the heading "시행".
    "resort": (5, 1),  # Two exceptions of two values in one bracket.
    "school": (0, 2),  # Classes of places ("교내") are taken for places.
    "university_rules": (1, 1),  # A proviso within a paragraph of an article.
}
"""Facts missed and made up."""
FEWEST, MOST_WRONG = 20, 0.02


@pytest.mark.parametrize("name", NAMES)
def test_nearly_every_fact_of_a_text_is_read_and_no_other(name):
    one = score(name)
    most_missed, most_wrong = KNOWN.get(name, (0, 0))
    assert len(one.stated) > FEWEST
    assert len(one.missed) <= most_missed, one.missed
    assert len(one.wrong) <= most_wrong, one.wrong


def test_hardly_any_fact_called_sure_is_wrong():
    sure, wrong = calibration()
    assert sure > 100 * len(wrong)
    assert len(wrong) / sure < MOST_WRONG, wrong
