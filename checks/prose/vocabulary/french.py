"""French."""

from __future__ import annotations

from holdtrue.checks.prose.vocabulary.language import Language

FRENCH = Language(
    code="fr",
    function=frozenset(
        ["le", "la", "les", "l'", "un", "une", "des", "du", "de", "d'", "et", "ou", "mais", "est", "sont", "était", "étaient", "être", "été", "a", "ont", "avait", "avoir", "ce", "c'", "cette", "ces", "cet", "se", "s'", "son", "sa", "ses", "leur", "leurs", "il", "elle", "ils", "elles", "on", "nous", "vous", "je", "j'", "que", "qu'", "qui", "quoi", "dont", "où", "à", "au", "aux", "en", "dans", "par", "pour", "sur", "sous", "avec", "sans", "ne", "n'", "pas", "plus", "ni", "si", "comme", "lorsque", "quand", "tout", "toute", "tous", "toutes", "même", "aussi", "très", "donc", "car", "entre", "chez", "y", "nos", "vos", "notre", "votre", "mes", "ma", "mon", "te", "lui", "eux", "sera", "seront", "fait", "également", "ainsi", "donc", "peut", "doit", "doivent", "peuvent", "après", "avant", "jusqu'", "jusque"]
    ),
    phrases={
        "negation": {
            "not": "ne pas|pas|jamais|sans|aucun|aucune|aucuns|rien|ni|personne|nul|nulle|nullement|ne plus|non",
        },
        "negative": {
            "not": "manqu*|absen*|exclu*|interdi*|évit*|refus*|rejet*|sauf|hormis|excepté|à moins|au lieu|seulement|ne|n'|trop"
            "|impossible|à peine|rarement|peu|cess*|empêch*|dispens*|exempt*|gratuit*|libre de|hors|malgré|mais|cependant|contre"
            "|rest*|même|ouvert*|faux|fausse|avant|inchangé*|différ*|omet*|in*|défen*|perd*",
        },
        "modality": {
            "must": "doit|doivent|devra|devront|est tenu de|sont tenus de|est tenue de|tenu|tenue|tenus|tenues|obligatoire*"
            "|est obligé de|sont obligés de|il faut|nécessaire*|requis|requise|impérati*|exigé*",
            "should": "devrait|devraient|recommand*|conseill*|il convient|de préférence",
            "may": "peut|peuvent|pourra|pourront|pourrait|pourraient|est autorisé à|sont autorisés à|autorisé*|permis"
            "|facultati*|a le droit|ont le droit|permet",
            "exempt": "n'est pas tenu|ne sont pas tenus|pas obligatoire*|pas nécessaire|pas obligé*|pas tenu*|facultatif",
            "forbid": "ne peut pas|ne peuvent pas|ne doit pas|ne doivent pas|interdit|interdite|interdits|pas autorisé*|pas permis",
        },
        "quantifier": {
            "all": "tous|toutes|tout|toute|chaque|chacun|chacune|toujours|entier|entière|entièrement|l'ensemble|totalité"
            "|intégralement|les deux|partout|ensemble",
            "most": "la plupart|plupart|majorité|généralement|en général|habituellement|souvent|principalement|surtout"
            "|presque tous|presque toujours|normalement|le plus souvent",
            "some": "certains|certaines|quelques|plusieurs|parfois|en partie|partiellement|quelquefois|divers",
            "few": "peu de|rarement|guère",
            "only": "seulement|seul|seule|seuls|seules|uniquement|exclusivement|ne que|simplement",
        },
        "condition": {
            "if": "si|s'|à condition|pourvu|sous réserve|dans le cas|en cas|tant que|dès lors|selon|lorsque|lorsqu'|quand|au cas",
            "unless": "à moins|sauf si|sauf lorsque",
            "until": "jusqu'à|jusqu'|jusqu'à ce que",
            "once": "dès que|dès|une fois|après que|aussitôt",
            "except": "sauf|hormis|excepté|à l' exception|à l'exception|hors",
            "regardless": "indépendamment|quel que soit|quelle que soit|même sans|même si|dans tous les cas",
        },
        "comparison": {
            "time:-": "avant|antérieur*|auparavant|précéd*|préalable*",
            "time:+": "après|ultérieur*|ensuite|suivant*|postérieur*|plus tard",
            "size:+": "plus de|supérieur*|plus grand*|plus élevé*|plus long*|au-dessus|dépass*|excéd*|plus haut*|davantage|meilleur*",
            "size:-": "moins|inférieur*|moins de|plus petit*|plus court*|plus bas*|au-dessous|en dessous|pire",
            "trend:+": "augment*|hausse*|mont*|croît|croissance|accroî*|progress*|amélior*|relev*|élèv*|allong*",
            "trend:-": "diminu*|baiss*|recul*|rédui*|chut*|descend*|décroî*|dégrad*|raccourc*|abaiss*",
            "extreme:+": "maximum|maximal*|le plus élevé|la plus élevée|le plus grand|la plus grande|max",
            "extreme:-": "minimum|minimal*|le plus bas|la plus basse|le plus petit|la plus petite|min|le moins",
            "order:-": "premier*|première*|initial*",
            "order:+": "dernier*|dernière*|final*",
            "inclusion:+": "inclu*|y compris|compris*|contien*|comprend*",
            "inclusion:-": "exclu*|non compris*|hors",
            "outcome:+": "accept*|approuv*|réuss*|accord*|confirm*|autoris*",
            "outcome:-": "refus*|rejet*|échou*|échec*|interdi*",
            "side:l": "gauche",
            "side:r": "droite",
            "compass:n": "nord",
            "compass:s": "sud",
            "compass:e": "est du|à l' est",
            "compass:w": "ouest",
            "trade:+": "achet*|achat*|acheteur*|locataire*|import*|créancier*|salarié*",
            "trade:-": "vend*|vente*|vendeur*|bailleur*|export*|débiteur*|employeur*",
            "span:day": "par jour|quotidien*|journalier*|chaque jour",
            "span:week": "par semaine|hebdomadaire*|chaque semaine",
            "span:month": "par mois|mensuel*|chaque mois",
            "span:year": "par an|annuel*|chaque année",
        },
        "relation": {
            "<=": "au plus|au maximum|maximum|jusqu'à|jusqu'|pas plus de|ne pas dépasser|dans un délai de|dans les|au plus tard"
            "|d'ici|d' ici|maximum de|sous|pas au-delà de|avant le",
            ">=": "au moins|au minimum|minimum|pas moins de|à partir de|dès|au plus tôt|minimum de|à compter du",
            "<": "moins de|inférieur à|inférieure à|en dessous de|au-dessous de|avant",
            ">": "plus de|supérieur à|supérieure à|au-dessus de|après|au-delà de|plus d'",
            "~": "environ|à peu près|approximativement|quelque|près de|autour de|presque|vers|une estimation",
            "=": "exactement|précisément|égal à",
            "±": "plus ou moins",
        },
        "after-relation": {
            "<=": "au plus tard|au plus|au maximum|maximum|ou moins",
            ">=": "au moins|au minimum|au plus tôt|ou plus|et plus",
            "~": "environ|en moyenne",
        },
        "bound": {
            "<=": "limite*|plafon*|délai*|maxim*|échéance",
            ">=": "seuil|plancher|minim*",
        },
        "hedge": {
            "hedge": "peut-être|probabl*|possiblement|sans doute|semble*|paraît|paraissent|pourrait|pourraient"
            "|provisoire*|préliminaire*|éventuel*|apparemment|suggèr*|prévoi*|vraisemblabl*|incertain*"
            "|pas garanti*|aucune garantie|supposé*|présumé*|pas certain|non confirmé*|à notre connaissance",
            "weak": "possibl*|devrait|devraient|indiqu*|estim*|prévu*|serait|seraient|aurait|auraient|selon|on pense|attend*"
            "|espér*|tend|tendance|objectif|peut|peuvent",
        },
        "certainty": {"sure": "certainement|garanti*|assurément|sans aucun doute|prouv*|démontr*|confirm*|évidemment"},
    },
    numerals={
        "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11,
        "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "trente": 30, "quarante": 40,
        "cinquante": 50, "soixante": 60, "cent": 100, "cents": 100, "mille": 1000, "million": 1_000_000, "douzaine": 12,
    },
    units={
        "day": "jour jours", "week": "semaine semaines", "month": "mois", "year": "an ans année années",
        "h": "heure heures", "min": "minute minutes", "s": "seconde secondes", "point": "point points",
    },
    references={
        "clause": "article articles art clause clauses section sections paragraphe paragraphes alinéa chapitre chap annexe"
        " point étape règle",
        "figure": "figure figures fig", "table": "tableau tableaux tab", "equation": "équation éq", "page": "page pages p",
        "note": "note",
    },
    speech="dit déclare déclaré explique expliqué affirme affirmé ajoute ajouté répond répondu indique indiqué précise précisé"
    " annonce annoncé estime estimé confirme confirmé demande demandé écrit",
    source="selon|d' après|d'après",
)  # fmt: skip
