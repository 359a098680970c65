"""Units, currencies and powers of ten, by their notations."""

from __future__ import annotations

from decimal import Decimal

CURRENCY = {
    "$": "usd",
    "€": "eur",
    "£": "gbp",
    "¥": "jpy",
    "usd": "usd",
    "eur": "eur",
    "gbp": "gbp",
    "chf": "chf",
}
"""Code by sign or code, lower case: those that may stand in running text."""

SIGNS = "$¢£¤¥֏฿₠-⃀＄￠￡￥￦"
"""Currency signs of the world, as a regular expression's class; one without a code stands for itself."""

SCALE = {
    "k": 3, "thousand": 3, "tausend": 3, "mille": 3, "mil": 3,
    "m": 6, "mn": 6, "mio": 6, "million": 6, "millions": 6, "millionen": 6, "millones": 6, "milioni": 6, "milhões": 6,
    "bn": 9, "mrd": 9, "billion": 9, "milliarden": 9, "milliards": 9, "miljoen": 6, "miljard": 9,
}  # fmt: skip
"""Powers of ten by their word. One letter counts only behind a currency sign: `5 m` is a length."""

UNITS = {
    unit: unit
    for unit in ["kg", "g", "mg", "µg", "t", "lb", "oz", "km", "m", "cm", "mm", "µm", "nm", "mi", "ft", "l", "dl", "cl", "ml", "h", "min", "s", "ms", "µs", "ns", "kw", "mw", "gw", "wh", "kwh", "mwh", "gwh", "kv", "mv", "ma", "hz", "khz", "mhz", "ghz", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "kj", "pa", "hpa", "kpa", "bar", "n", "nm", "°c", "°f", "°", "mol", "mmol", "ppm", "ppb", "db", "px", "pt", "bps", "bp"]
} | {
    "‰": "‰", "euro": "eur", "euros": "eur", "dollar": "usd", "dollars": "usd",
    "%": "%", "percent": "%", "per cent": "%", "prozent": "%", "pour cent": "%", "por ciento": "%", "procent": "%",
    "hours": "h", "hour": "h", "hrs": "h", "hr": "h", "minutes": "min", "minute": "min", "mins": "min",
    "seconds": "s", "second": "s", "sec": "s", "litres": "l", "liters": "l", "litre": "l", "liter": "l",
    "grams": "g", "gram": "g", "kilograms": "kg", "kilogram": "kg", "tonnes": "t", "metres": "m", "meters": "m",
    "kilometres": "km", "kilometers": "km", "miles": "mi", "feet": "ft",
}  # fmt: skip
"""Normal form by notation; lower case throughout, so that a changed capital is not a changed unit."""

SIZES: dict[str, tuple[str, Decimal]] = {
    unit: (base, Decimal(size))
    for base, units in {
        "g": {"t": "1e6", "kg": "1e3", "g": "1", "mg": "1e-3", "µg": "1e-6"},
        "m": {"km": "1e3", "m": "1", "cm": "1e-2", "mm": "1e-3", "µm": "1e-6"},
        "l": {"hl": "1e2", "l": "1", "dl": "1e-1", "cl": "1e-2", "ml": "1e-3"},
        "s": {"h": "3600", "min": "60", "s": "1", "ms": "1e-3", "µs": "1e-6"},
        "wh": {"gwh": "1e9", "kwh": "1e3", "wh": "1"},
        "pa": {"bar": "1e5", "kpa": "1e3", "hpa": "1e2", "pa": "1"},
        "hz": {"ghz": "1e9", "khz": "1e3", "hz": "1"},
    }.items()
    for unit, size in units.items()
}
"""What a unit measures, and how many of the base unit it is: those that are exact multiples of one another (SI Brochure,
9th edition, tables 4, 7 and 8) and that no capital changes."""

_CODES = [
    "usd",
    "eur",
    "gbp",
    "chf",
    "jpy",
    "cny",
    "cad",
    "aud",
    "nzd",
    "sek",
    "nok",
    "dkk",
    "isk",
    "pln",
    "czk",
    "huf",
    "ron",
    "bgn",
    "hrk",
    "rsd",
    "try",
    "rub",
    "uah",
    "inr",
    "pkr",
    "bdt",
    "lkr",
    "krw",
    "twd",
    "hkd",
    "sgd",
    "thb",
    "idr",
    "myr",
    "php",
    "vnd",
    "zar",
    "ngn",
    "kes",
    "ghs",
    "egp",
    "mad",
    "tnd",
    "ils",
    "aed",
    "sar",
    "qar",
    "kwd",
    "brl",
    "mxn",
    "ars",
    "clp",
    "cop",
    "pen",
    "uyu",
    "btc",
]

MONEY: dict[str, tuple[str, ...]] = {
    **{code: (code,) for code in _CODES},
    **{sign: (code,) for sign, code in CURRENCY.items()},
    "¥": ("jpy", "cny"), "￥": ("jpy", "cny"), "₹": ("inr",), "₺": ("try",), "₽": ("rub",), "₴": ("uah",),
    "₩": ("krw",), "₪": ("ils",), "₫": ("vnd",), "₱": ("php",), "₦": ("ngn",), "฿": ("thb",), "₿": ("btc",),
    "us$": ("usd",), "a$": ("aud",), "au$": ("aud",), "c$": ("cad",), "ca$": ("cad",), "nz$": ("nzd",),
    "hk$": ("hkd",), "s$": ("sgd",), "nt$": ("twd",), "r$": ("brl",), "mx$": ("mxn",), "zł": ("pln",), "kč": ("czk",),
    "kr": ("nok", "sek", "dkk", "isk", "kr"), "kr.": ("dkk", "nok", "sek", "isk", "kr"),
    "fr": ("chf", "fr"), "fr.": ("chf", "fr"), "sfr.": ("chf",), "rs": ("inr", "pkr", "lkr", "rs"),
    "rs.": ("inr", "pkr", "lkr", "rs"), "euro": ("eur",), "euros": ("eur",), "dollar": ("usd",), "dollars": ("usd",),
    "franken": ("chf",), "francs": ("chf",), "kronor": ("sek",), "kroner": ("nok", "dkk"),
    "złoty": ("pln",), "złotych": ("pln",),
}  # fmt: skip
"""Currencies that a notation may mean, likeliest first, lower case: those that a cell of its own may hold."""

_MEGA = frozenset(["w", "wh", "v", "a", "hz", "pa", "j", "n", "ω", "b", "bit", "bps", "ev"])
"""Units that take both milli and mega, which their capital alone tells apart."""


def unit_of(written: str) -> str:
    """The normal form of a unit as written beside a number; one that is not known stands for itself."""
    lower = written.lower().replace("μ", "µ").rstrip(".")
    if written[0] == "M" and lower[1:] in _MEGA:
        return "M" + lower[1:]
    return UNITS.get(lower, lower)
