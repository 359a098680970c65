"""Words by which an answer says what a number is, in the languages that models answer in most."""

from __future__ import annotations

OBJECTIVE = frozenset(
    [
        "objective",
        "z",
        "optimum",
        "zielfunktionswert",
        "zielfunktion",
        "zielwert",
        "objectif",
        "objetivo",
        "obiettivo",
        "makespan",
        "f",
        "obj",
    ]
)
"""Words for the objective of any problem."""

GOAL = {
    "min": frozenset(
        [
            "cost",
            "costs",
            "distance",
            "length",
            "duration",
            "time",
            "makespan",
            "risk",
            "variance",
            "loss",
            "bins",
            "kosten",
            "gesamtkosten",
            "distanz",
            "entfernung",
            "länge",
            "strecke",
            "dauer",
            "varianz",
            "coût",
            "coûts",
            "distance",
            "longueur",
            "durée",
            "variance",
            "coste",
            "costo",
            "costos",
            "distancia",
            "longitud",
            "duración",
            "varianza",
            "custo",
            "tour",
            "generation",
        ]
    ),
    "max": frozenset(
        [
            "profit",
            "profits",
            "value",
            "revenue",
            "return",
            "gain",
            "score",
            "utility",
            "benefit",
            "contribution",
            "margin",
            "gewinn",
            "gesamtgewinn",
            "wert",
            "gesamtwert",
            "ertrag",
            "erlös",
            "nutzen",
            "bénéfice",
            "valeur",
            "revenu",
            "beneficio",
            "ganancia",
            "valor",
            "ingreso",
            "lucro",
        ]
    ),
}
"""Words for what is made small, and for what is made large."""

WHOLE = frozenset(
    [
        "total",
        "optimal",
        "minimum",
        "maximum",
        "minimal",
        "maximal",
        "best",
        "overall",
        "final",
        "sum",
        "value",
        "gesamt",
        "summe",
        "optimale",
        "optimaler",
        "bester",
        "totale",
        "totaler",
        "somme",
        "optimal",
        "óptimo",
        "óptima",
        "mínimo",
        "máximo",
        "suma",
        "funktion",
        "function",
    ]
)
"""Words that say that a number is about the whole answer."""

IS = frozenset(
    [
        "is",
        "are",
        "equals",
        "equal",
        "be",
        "becomes",
        "was",
        "gets",
        "to",
        "at",
        "ist",
        "sind",
        "beträgt",
        "gleich",
        "wird",
        "auf",
        "est",
        "vaut",
        "sont",
        "égale",
        "égal",
        "es",
        "son",
        "vale",
        "igual",
        "set",
    ]
)
"""Words that stand for a sign of equality."""

ROUGHLY = frozenset(
    [
        "about",
        "approximately",
        "roughly",
        "around",
        "exactly",
        "only",
        "just",
        "etwa",
        "ungefähr",
        "rund",
        "genau",
        "environ",
        "exactement",
        "unos",
        "aproximadamente",
    ]
)
"""Words between a sign of equality and its number."""

ITERATION = frozenset(
    [
        "iteration",
        "iter",
        "iterate",
        "step",
        "pivot",
        "epoch",
        "sweep",
        "tableau",
        "schritt",
        "itération",
        "étape",
        "iteración",
        "paso",
        "iteração",
        "k",
        "t",
    ]
)
"""Words that number the steps of a method."""

STAGES = frozenset(["step", "pass", "schritt", "étape", "paso"])
"""Of them, those that number the sections of any text, too."""

STEPS = frozenset(["iterations", "iterates", "trace", "steps", "path", "history", "trajectory", "log"])
"""Keys of a list of steps."""

LIMITS = frozenset(
    [
        "most",
        "least",
        "max",
        "min",
        "maximum",
        "minimum",
        "limit",
        "bound",
        "höchstens",
        "mindestens",
        "maximal",
        "plus",
        "moins",
        "máximo",
        "mínimo",
    ]
)
"""Words before a number that limits a variable and is not its value."""

FINAL = frozenset(
    [
        "final",
        "result",
        "solution",
        "answer",
        "optimal",
        "optimum",
        "therefore",
        "thus",
        "hence",
        "converged",
        "ergebnis",
        "lösung",
        "endergebnis",
        "also",
        "résultat",
        "solution",
        "réponse",
        "donc",
        "finalement",
        "resultado",
        "solución",
        "respuesta",
        "final",
    ]
)
"""Words that open the answer proper, behind the working."""

HYPOTHETICAL = frozenset(
    [
        "if",
        "suppose",
        "assume",
        "assuming",
        "try",
        "trying",
        "consider",
        "start",
        "starting",
        "initial",
        "initially",
        "guess",
        "let",
        "wenn",
        "falls",
        "angenommen",
        "anfangs",
        "si",
        "supposons",
        "supposer",
        "essayons",
        "suponiendo",
        "supongamos",
        "inicial",
    ]
)
"""Words before what is not asserted."""

REFUSED = frozenset(
    [
        "not",
        "exclude",
        "excluded",
        "excluding",
        "leave",
        "skip",
        "without",
        "omit",
        "reject",
        "rejected",
        "unused",
        "nicht",
        "ohne",
        "sans",
        "pas",
        "excluir",
        "sin",
        "excluded",
        "left",
    ]
)
"""Words before what is not chosen."""

CHOSEN = frozenset(
    [
        "select",
        "selected",
        "choose",
        "chosen",
        "take",
        "taken",
        "pack",
        "packed",
        "include",
        "included",
        "pick",
        "picked",
        "assign",
        "assigned",
        "buy",
        "items",
        "wähle",
        "gewählt",
        "ausgewählt",
        "packe",
        "nimm",
        "choisir",
        "choisis",
        "prendre",
        "elegir",
        "seleccionar",
        "tomar",
        "selection",
    ]
)
"""Words before what is chosen."""

VALUE = frozenset(
    [
        "value",
        "values",
        "amount",
        "quantity",
        "qty",
        "units",
        "flow",
        "shipped",
        "shipment",
        "ship",
        "level",
        "solution",
        "optimal",
        "x",
        "allocation",
        "allocated",
        "weight",
        "share",
        "output",
        "production",
        "produce",
        "produced",
        "setpoint",
        "dispatch",
        "start",
        "begin",
        "bin",
        "position",
        "assigned",
        "wert",
        "menge",
        "anzahl",
        "valeur",
        "quantité",
        "cantidad",
        "valor",
        "number",
        "count",
        "stop",
    ]
)
"""Heads of the column that holds a variable's value."""

OTHER = frozenset(
    [
        "cost",
        "price",
        "unit",
        "capacity",
        "limit",
        "bound",
        "min",
        "max",
        "lower",
        "upper",
        "slack",
        "demand",
        "supply",
        "profit",
        "total",
        "coefficient",
        "reduced",
        "dual",
        "shadow",
        "subtotal",
        "contribution",
        "kosten",
        "preis",
        "kapazität",
        "grenze",
        "coût",
        "prix",
        "capacité",
        "coste",
        "precio",
        "capacidad",
        "end",
        "finish",
        "duration",
        "sum",
    ]
)
"""Heads of columns that hold something else about it."""
