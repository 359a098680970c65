"""Spanish."""

from __future__ import annotations

from holdtrue.checks.prose.vocabulary.language import Language

SPANISH = Language(
    code="es",
    function=frozenset(
        ["el", "la", "los", "las", "un", "una", "unos", "unas", "de", "del", "al", "a", "en", "y", "e", "o", "u", "pero", "es", "son", "era", "eran", "ser", "fue", "fueron", "ha", "han", "había", "haber", "que", "qué", "quien", "cual", "cuyo", "donde", "cuando", "como", "por", "para", "con", "sin", "sobre", "entre", "hasta", "desde", "se", "su", "sus", "le", "les", "lo", "nos", "me", "te", "mi", "si", "no", "ni", "más", "muy", "también", "ya", "este", "esta", "estos", "estas", "ese", "esa", "eso", "aquel", "todo", "toda", "todos", "todas", "está", "están", "puede", "pueden", "debe", "deben", "tras", "según", "ante", "antes", "después"]
    ),
    phrases={
        "negation": {"not": "no|nunca|jamás|sin|ningún|ninguna|ninguno|nada|nadie|ni|tampoco"},
        "negative": {
            "not": "falt*|ausen*|exclu*|prohib*|evit*|rechaz*|neg*|niega*|salvo|excepto|a menos|en lugar|en vez|solo|sólo"
            "|solamente|demasiado|imposible|apenas|raramente|poco|poca|dej*|impid*|exent*|exim*|gratis|gratuit*|libre de|fuera|pese|pero"
            "|aunque|contra|mismo|sigue*|falso|antes|in*|des*|perd*|omit*",
        },
        "modality": {
            "must": "debe|deben|deberá|deberán|tiene que|tienen que|ha de|han de|obligatori*|está obligad*|están obligad*"
            "|obligad*|hay que|necesari*|es preciso",
            "should": "debería|deberían|recomend*|recomiend*|aconsej*|conviene|preferible*",
            "may": "puede|pueden|podrá|podrán|podría|podrían|permitid*|tiene derecho|tienen derecho|facultativ*|opcional*|permite*",
            "exempt": "no es necesario|no es obligatori*|no está obligad*|no están obligad*|no tiene que|no tienen que|no hace falta",
            "forbid": "no puede|no pueden|no podrá|no podrán|no debe|no deben|prohibid*|no está permitid*",
        },
        "quantifier": {
            "all": "todo|toda|todos|todas|cada|siempre|ambos|ambas|enter*|totalmente|completamente|íntegr*|cualquier*",
            "most": "la mayoría|mayoría|mayor parte|generalmente|normalmente|a menudo|principalmente|casi todos|casi siempre|por lo general|habitualmente",
            "some": "algunos|algunas|algún|alguna|varios|varias|a veces|parcialmente|en parte|ciertos|ciertas|unos|unas",
            "few": "pocos|pocas|raramente|rara vez",
            "only": "solo|sólo|solamente|únicamente|exclusivamente|único|única",
        },
        "condition": {
            "if": "si|siempre que|a condición|con la condición|en caso|en el caso|mientras|sujeto a|sujeta a|según|cuando",
            "unless": "a menos|a no ser|salvo que|salvo si|excepto si",
            "until": "hasta|hasta que",
            "once": "una vez|en cuanto|tan pronto|después de que|después de",
            "except": "salvo|excepto|con excepción|a excepción|menos|exceptuando",
            "regardless": "independientemente|sin importar|aunque|incluso sin|en cualquier caso",
        },
        "comparison": {
            "time:-": "antes|anterior*|previ*|precedente*",
            "time:+": "después|posterior*|siguiente*|tras|luego",
            "size:+": "más de|mayor*|superior*|por encima|más alto*|más alta*|excede*|supera*|sobrepas*|mejor*",
            "size:-": "menos|menor*|inferior*|por debajo|más bajo*|más baja*|peor*",
            "trend:+": "aument*|sub*|crec*|increment*|mejor*|alarg*|elev*",
            "trend:-": "disminu*|baj*|reduc*|cae*|cayó|descend*|empeor*|acort*|decrec*",
            "extreme:+": "máxim*|más alto|mayor",
            "extreme:-": "mínim*|más bajo|menor",
            "order:-": "primer*",
            "order:+": "últim*",
            "inclusion:+": "inclu*|contien*|dentro",
            "inclusion:-": "exclu*|fuera",
            "outcome:+": "acept*|aprob*|aprueb*|éxito|conced*|confirm*",
            "outcome:-": "rechaz*|deneg*|fracas*|fall*",
            "side:l": "izquierd*", "side:r": "derecha",
            "compass:n": "norte", "compass:s": "sur", "compass:w": "oeste",
            "trade:+": "compr*|arrendatari*|inquilin*|import*|acreedor*|emplead*",
            "trade:-": "vend*|vent*|arrendador*|propietari*|export*|deudor*|empleador*",
            "span:day": "al día|por día|diari*|cada día", "span:week": "por semana|a la semana|semanal*|cada semana",
            "span:month": "al mes|por mes|mensual*|cada mes", "span:year": "al año|por año|anual*|cada año",
        },
        "relation": {
            "<=": "como máximo|como mucho|a lo sumo|hasta|no más de|no superior a|dentro de|en un plazo de|máximo|máximo de"
            "|a más tardar|un máximo de|antes del",
            ">=": "al menos|como mínimo|por lo menos|no menos de|mínimo de|mínimo|un mínimo de|a partir de|desde",
            "<": "menos de|inferior a|por debajo de|antes de",
            ">": "más de|superior a|por encima de|después de|tras",
            "~": "unos|unas|aproximadamente|cerca de|alrededor de|casi|en torno a|aprox|más o menos",
            "=": "exactamente|precisamente|justo|igual a",
            "±": "más menos",
        },
        "after-relation": {
            "<=": "como máximo|a más tardar|como mucho|o menos|máximo",
            ">=": "como mínimo|por lo menos|al menos|o más|mínimo",
            "~": "aproximadamente|de media|más o menos",
        },
        "bound": {"<=": "límite*|plazo*|tope*|máxim*", ">=": "umbral|mínim*"},
        "hedge": {
            "hedge": "quizá|quizás|tal vez|probabl*|posiblemente|parece*|aparent*|podría|podrían|provisional*|preliminar*"
            "|suger*|sugier*|estim*|presunt*|supuest*|incert*|inciert*|no garantiz*|sin garantía"
            "|no está claro|se cree|acaso|no confirmad*",
            "weak": "posibl*|prev*|según|esper*|eventual*|tiend*|objetivo|indic*|puede|pueden|debería|deberían",
        },
        "certainty": {"sure": "segur*|ciertamente|garantiz*|sin duda|demostr*|demuestr*|confirm*|definitiv*"},
    },
    numerals={
        "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11,
        "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50,
        "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100, "ciento": 100, "mil": 1000, "docena": 12,
    },
    units={
        "day": "día días", "week": "semana semanas", "month": "mes meses", "year": "año años", "h": "hora horas",
        "min": "minuto minutos", "s": "segundo segundos", "point": "punto puntos",
    },
    references={
        "clause": "artículo artículos art cláusula cláusulas sección secciones apartado párrafo capítulo cap anexo punto paso",
        "figure": "figura figuras fig", "table": "tabla tablas cuadro", "equation": "ecuación ec", "page": "página páginas pág p",
        "note": "nota",
    },
    speech="dijo dice dijeron afirmó afirma explicó explica declaró declara añadió añade respondió responde señaló señala"
    " indicó indica anunció anuncia confirmó confirma preguntó pregunta escribió escribe",
    source="según|de acuerdo con",
)  # fmt: skip
