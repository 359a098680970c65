"""German."""

from __future__ import annotations

from holdtrue.checks.prose.vocabulary.language import Language

GERMAN = Language(
    code="de",
    than="als",
    function=frozenset(
        ["der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "und", "oder", "aber", "ist", "sind", "war", "waren", "wird", "werden", "wurde", "wurden", "sein", "hat", "haben", "hatte", "hatten", "nicht", "kein", "keine", "zu", "zum", "zur", "im", "in", "an", "am", "auf", "aus", "bei", "mit", "nach", "von", "vom", "vor", "für", "über", "unter", "durch", "um", "als", "wie", "wenn", "dass", "daß", "ob", "sich", "er", "sie", "es", "wir", "ihr", "ich", "man", "ihre", "ihren", "ihrem", "ihrer", "seine", "seinen", "seinem", "seiner", "dieser", "diese", "dieses", "diesen", "diesem", "auch", "noch", "nur", "so", "da", "hier", "dort", "dann", "denn", "weil", "bis", "gegen", "ohne", "kann", "können", "muss", "müssen", "soll", "sollen", "darf", "dürfen", "mehr", "sehr", "schon", "bereits", "jeder", "jede", "jedes", "alle", "allen", "was", "wer", "wo", "beim", "ins", "sowie", "ebenfalls", "ebenso", "gleichfalls", "zudem", "daher", "somit"]
    ),
    phrases={
        "negation": {
            "not": "nicht|kein*|nie|niemals|niemand*|nichts|ohne|weder|nirgends|keinesfalls|keineswegs|auf keinen fall"
            "|in keinem fall|nicht mehr|noch nicht",
        },
        "negative": {
            "not": "fehl*|mangel*|verweiger*|ablehn*|abgelehnt*|lehn*|verbot*|verbiet*|untersag*|vermeid*|verzicht*|außer"
            "|ausgenommen|ausgeschlossen|ausschließ*|schließ*|statt|anstatt|es sei denn|nur|zu|unmöglich|kaum|selten|wenig*"
            "|verhinder*|unter|aufhör*|entfall*|entfällt|frei|kostenlos*|gratis|unentgeltlich*|befreit|gleich|unverändert|unter|trotz|obwohl|aber|jedoch"
            "|gegen|bleib*|offen|falsch|bevor|sonst|ander*|abseh*|absieh*|weglass*|unterlass*|un*",
        },
        "modality": {
            "must": "muss|müssen|musste*|muß|hat zu|haben zu|ist zu|sind zu|ist verpflichtet|sind verpflichtet"
            "|verpflichtet|erforderlich|zwingend|verbindlich|vorgeschrieben|notwendig|pflicht",
            "should": "soll|sollen|sollte*|empfohlen|empfehl*|empfiehlt|ratsam|möglichst|raten",
            "may": "kann|können|könnte*|darf|dürfen|ist berechtigt|sind berechtigt|berechtigt|erlaubt|zulässig|optional"
            "|freigestellt|gestattet",
            "exempt": "muss nicht|müssen nicht|nicht erforderlich|nicht verpflichtet|freiwillig|braucht nicht"
            "|brauchen nicht|nicht notwendig|nicht nötig",
            "forbid": "darf nicht|dürfen nicht|darf kein*|dürfen kein*|nicht erlaubt|nicht zulässig|unzulässig|verboten"
            "|untersagt|nicht gestattet",
        },
        "quantifier": {
            "all": "alle|allen|aller|alles|jede*|sämtliche*|immer|stets|ganz*|vollständig*|gesamt*|beide*|jederzeit"
            "|ausnahmslos|überall|restlos|völlig",
            "most": "die meisten|den meisten|der meisten|meist*|meistens|mehrheit*|überwiegend|größtenteils|üblicherweise"
            "|normalerweise|in der regel|gewöhnlich|häufig|oft|meist|hauptsächlich|fast alle|fast immer|weitgehend",
            "some": "einige*|manche*|mehrere*|teilweise|teils|manchmal|gelegentlich|bestimmte*|etliche*|ab und zu|zum teil",
            "few": "wenige|wenigen|weniger|selten|kaum",
            "only": "nur|lediglich|ausschließlich|allein|bloß|einzig",
        },
        "condition": {
            "if": "wenn|falls|sofern|vorausgesetzt|soweit|im falle|unter der bedingung|vorbehaltlich|solange|nur wenn"
            "|abhängig von|je nachdem|bei",
            "unless": "es sei denn|außer wenn",
            "until": "bis",
            "once": "sobald|erst wenn|erst nachdem|nachdem|erst nach",
            "except": "außer|ausgenommen|mit ausnahme|abgesehen von|ausschließlich der|ohne",
            "regardless": "unabhängig|ungeachtet|egal|auch ohne|auch wenn|in jedem fall",
        },
        "comparison": {
            "time:-": "vor|vorher|früher*|bevor|zuvor|vorherig*|vorangegangen*|vorab|im voraus",
            "time:+": "nach|nachher|später*|nachdem|danach|folgend*|anschließend*|nachfolgend*",
            "size:+": "mehr|höher*|größer*|länger*|oberhalb|über|schwerer*|wärmer*|älter*|schneller*|stärker*|besser*|breiter*|übersteig*|überschreit*",
            "size:-": "weniger*|niedriger*|kleiner*|kürzer*|unterhalb|unter|geringer*|leichter*|kälter*|kühler*|jünger*|langsamer*|schwächer*|schlechter*|schmaler*|unterschreit*",
            "trend:+": "steig*|stieg*|gestieg*|anstieg*|erhöh*|zunahm*|zunehm*|zugenommen|wachs*|wuchs*|gewachs*|verbesser*|verlänger*|verstärk*|steiger*",
            "trend:-": "sink*|sank*|gesunk*|fiel*|fäll*|gefall*|rückgang*|verringer*|abnahm*|abnehm*|abgenommen|abnimmt|reduzier*|gekürzt*|kürz*|verschlechter*|verkürz*|schrumpf*|senk*|gesenkt*|zurückg*|schwäch*",
            "extreme:+": "maximum|maximal*|höchst*|größt*|längst*|meist|ältest*|teuerst*|schnellst*|obergrenze",
            "extreme:-": "minimum|minimal*|niedrigst*|kleinst*|kürzest*|geringst*|jüngst*|billigst*|günstigst*|untergrenze",
            "order:-": "erste|ersten|erster|erstes|erstem|zuerst|anfäng*",
            "order:+": "letzt*|zuletzt",
            "inclusion:+": "einschließlich|inklusive|inkl|enthalt*|enthält*|innerhalb|umfass*",
            "inclusion:-": "exklusive|ausgeschlossen|außerhalb|zuzüglich",
            "outcome:+": "erfolg*|angenommen|bewillig*|genehmig*|bestanden|zugestimmt|gewonn*|bestätig*|akzeptier*",
            "outcome:-": "fehlgeschlag*|scheiter*|gescheitert*|abgelehnt*|verweiger*|durchgefallen|verlor*",
            "side:l": "links|linke*|linker*",
            "side:r": "rechts|rechte|rechter|rechten|rechtes",
            "compass:n": "nord*|nördlich*",
            "compass:s": "süd*|südlich*",
            "compass:e": "ost|osten|östlich*",
            "compass:w": "west|westen|westlich*",
            "trade:+": "kauf*|käufer*|mieter*|auftraggeber*|gläubiger*|arbeitnehmer*|import*|einfuhr*",
            "trade:-": "verkauf*|verkäufer*|vermieter*|auftragnehmer*|schuldner*|arbeitgeber*|export*|ausfuhr*",
            "span:day": "täglich*|pro tag|am tag|je tag",
            "span:week": "wöchentlich*|pro woche|je woche",
            "span:month": "monatlich*|pro monat|je monat|im monat",
            "span:year": "jährlich*|pro jahr|je jahr|im jahr",
        },
        "relation": {
            "<=": "höchstens|maximal|bis zu|nicht mehr als|nicht länger als|nicht später als|spätestens|innerhalb|binnen"
            "|innerhalb von|bis|längstens|bis spätestens|nicht über|max|höchstens um|bis zum|bis höchstens",
            ">=": "mindestens|wenigstens|nicht weniger als|frühestens|ab|minimal|min|nicht unter|nicht vor|zumindest|mind",
            "<": "weniger als|unter|unterhalb|vor|kürzer als|kleiner als|niedriger als|früher als|jünger als",
            ">": "mehr als|über|oberhalb|nach|länger als|größer als|höher als|später als|älter als",
            "~": "etwa|ungefähr|circa|zirka|ca|rund|knapp|gut|fast|annähernd|um die|gegen|schätzungsweise|nahezu",
            "=": "genau|exakt|gleich",
            "±": "plus minus|plus oder minus",
        },
        "after-relation": {
            "<=": "oder weniger|oder früher|maximal|höchstens",
            ">=": "oder mehr|oder später|mindestens|und mehr|aufwärts",
            "~": "oder so|im schnitt|im mittel",
        },
        "bound": {
            "<=": "grenze|frist|obergrenze|limit|höchst*|maximal*|spätestens|deckel*|begrenz*",
            ">=": "mindest*|untergrenze|schwelle|minimal*",
        },
        "hedge": {
            "hedge": "möglicherweise|vielleicht|wahrscheinlich*|vermutlich|wohl|eventuell|womöglich|anscheinend"
            "|scheint|scheinen|scheinbar|offenbar|vorläufig*|voraussichtlich*|dürfte*|könnte*|mutmaßlich*"
            "|angeblich*|erwart*|schätz*|ohne gewähr|keine garantie|nicht garantiert|unverbindlich*"
            "|unsicher*|unklar*|nicht sicher|nicht bekannt|unbestätigt*|unseres wissens|denkbar"
            "|unter umständen|rechnen mit|geht davon aus|gehen davon aus|rechnet mit|nicht ausgeschlossen",
            "weak": "hinweis*|deutet|deuten|neigt|neigen|annahme|angenommen|tendenz*|ziel|laut|nahe|kann|können"
            "|bisher|bislang|glaub*|mein*|legt|legen",
        },
        "certainty": {
            "sure": "sicher|bestimmt|garantier*|zweifellos|ohne zweifel|eindeutig|klar|bewiesen|bestätigt|nachgewiesen*|definitiv",
        },
    },
    numerals={
        "zwei": 2, "zweimal": 2, "dreimal": 3, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11,
        "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18,
        "neunzehn": 19, "zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70,
        "achtzig": 80, "neunzig": 90, "hundert": 100, "tausend": 1000, "million": 1_000_000, "dutzend": 12,
    },
    units={
        "day": "tag tage tagen", "week": "woche wochen", "month": "monat monate monaten", "year": "jahr jahre jahren jahres",
        "h": "stunde stunden", "min": "minute minuten", "s": "sekunde sekunden",
        "workday": "werktag werktage werktagen arbeitstag arbeitstage arbeitstagen", "point": "punkt punkte punkten",
    },
    references={
        "clause": "abschnitt abschnitte absatz abs artikel art klausel klauseln ziffer ziff paragraph paragraf kapitel kap"
        " anhang anlage nummer nr punkt satz buchst schritt §",
        "figure": "abbildung abbildungen abb bild",
        "table": "tabelle tabellen tab",
        "equation": "gleichung gl",
        "page": "seite seiten s",
        "note": "fußnote anmerkung anm",
    },
    speech="sagte sagt sagten sagen erklärte erklärt berichtete berichtet meinte meint betonte betont antwortete antwortet"
    " fragte fragt behauptete behauptet kündigte kündigt warnte warnt bestätigte bestätigt schrieb schreibt teilte erwähnte"
    " zufolge lehnte bestritt bestreitet",
    source="laut|nach angaben von|nach ansicht von|gemäß",
)  # fmt: skip
