"""Texts that differ in their escapes alone."""

import pytest

from holdtrue.checks.values.plain import decoded


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"f{\"u}r G{\'e}ant", "für Géant"),
        (r"{\AA}gren and {\O}sten", "Ågren and Østen"),
        (r"caf\u00e9", "café"),
        ("Z&uuml;rich &amp; Bern", "Zürich & Bern"),
        (r"C:\new", r"C:\new"),
        ("plain", "plain"),
    ],
)
def test_escapes_are_replaced_by_what_they_stand_for(written, meant):
    assert decoded(written) == meant
