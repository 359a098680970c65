"""Months and weekdays by their names in many languages, and days that a calendar has."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "january januar januari janvier enero gennaio janeiro jänner styczeń stycznia tammikuu tammikuuta janúar",
    "february februar februari février febrero febbraio fevereiro luty lutego helmikuu helmikuuta febrúar",
    "march märz mars marts marzo março maart marzec marca maaliskuu maaliskuuta",
    "april avril abril aprile kwiecień kwietnia huhtikuu huhtikuuta apríl",
    "may mai maj mayo maggio maio mei maja toukokuu toukokuuta maí",
    "june juni juin junio giugno junho czerwiec czerwca kesäkuu kesäkuuta júní",
    "july juli juillet julio luglio julho lipiec lipca heinäkuu heinäkuuta júlí",
    "august augusti août agosto augustus sierpień sierpnia elokuu elokuuta ágúst",
    "september septembre septiembre settembre setembro wrzesień września syyskuu syyskuuta",
    "october oktober octobre octubre ottobre outubro październik października lokakuu lokakuuta október",
    "november novembre noviembre novembro listopad listopada marraskuu marraskuuta nóvember",
    "december dezember décembre diciembre dicembre dezembro desember grudzień grudnia joulukuu joulukuuta",
)
"""English, German, French, Spanish, Italian, Portuguese, Dutch, Danish, Norwegian, Swedish, Icelandic, Finnish and
Polish, the cases that dates take included."""

_SHORT = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12, "mär": 3, "mrz": 3, "okt": 10, "dez": 12, "sept": 9,
}  # fmt: skip

MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()} | _SHORT
"""Number of the month by its name or its abbreviation, lower case: those that running text is searched for."""

_SHORT_IN_DATES = (
    "ene gen sty",
    "fév févr fev lut",
    "mrt",
    "avr abr kwi",
    "mei mag maj mai",
    "juin cze giu",
    "juil lip lug",
    "août ago sie",
    "wrz set",
    "out ott paź",
    "lis",
    "déc dic des gru",
)

MONTHS_IN_DATES = MONTHS | {
    name: number for number, names in enumerate(_SHORT_IN_DATES, 1) for name in names.split()
}
"""With the abbreviations that are words elsewhere (`set`, `out`), for what must be a date from end to end."""

_WEEKDAYS = (
    "mon monday montag mo lundi lun lunes lunedì maandag ma mandag måndag segunda seg poniedziałek pon",
    "tue tues tuesday dienstag di mardi mar martes martedì dinsdag tirsdag tisdag tis terça ter wtorek wt",
    "wed wednesday mittwoch mi mercredi mer miércoles mié mercoledì woensdag wo onsdag ons quarta qua środa śr",
    "thu thur thurs thursday donnerstag do jeudi jeu jueves jue giovedì gio donderdag torsdag tor quinta qui czwartek czw",
    "fri friday freitag fr vendredi ven viernes vie venerdì vrijdag vr fredag fre sexta sex piątek pt",
    "sat saturday samstag sonnabend sa samedi sam sábado sáb sabato sab zaterdag za lørdag lördag lør lör sobota sob",
    "sun sunday sonntag so dimanche dim domingo dom domenica zondag zo søndag söndag søn sön niedziela niedz",
)

WEEKDAYS: dict[str, frozenset[int]] = {
    name: frozenset(number for number, names in enumerate(_WEEKDAYS) if name in names.split())
    for names in _WEEKDAYS
    for name in names.split()
}
"""Days of the week, Monday 0, that a name or abbreviation in lower case may mean."""

_PIVOT = "69"
"""From here a two-digit year is likelier of the last century, as POSIX `strptime` reads it."""


def days(year: str, month: str, day: str) -> tuple[date, ...]:
    """The days that the figures may mean, none where the calendar has no such day.

    A two-digit year may be of two centuries, the likelier first.
    """
    years = [year] if len(year) == 4 else [f"20{year}", f"19{year}"]
    if len(year) == 2 and year >= _PIVOT:
        years.reverse()
    found = []
    for candidate in years:
        try:
            found.append(date(int(candidate), int(month), int(day)))
        except ValueError:
            continue
    return tuple(found)
