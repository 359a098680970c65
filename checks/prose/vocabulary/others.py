"""Languages of which only the commonest forms are known: Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, Polish."""

from __future__ import annotations

from holdtrue.checks.prose.vocabulary.language import Language

ITALIAN = Language(
    code="it",
    function=frozenset(
        ["il", "lo", "la", "i", "gli", "le", "un", "uno", "una", "di", "del", "della", "dello", "dei", "degli", "delle", "dell'", "a", "al", "alla", "allo", "ai", "agli", "alle", "all'", "da", "dal", "dalla", "in", "nel", "nella", "nei", "con", "su", "sul", "sulla", "per", "tra", "fra", "e", "ed", "o", "ma", "è", "sono", "era", "erano", "essere", "stato", "stata", "ha", "hanno", "che", "chi", "cui", "non", "si", "se", "come", "quando", "dove", "anche", "più", "questo", "questa", "questi", "queste", "quello", "suo", "sua", "suoi", "loro", "ci", "ne", "può", "possono", "deve", "devono"]
    ),
    phrases={
        "negation": {"not": "non|mai|senza|nessun|nessuno|nessuna|nulla|niente|né"},
        "negative": {"not": "manc*|assen*|esclu*|viet*|evit*|rifiut*|salvo|tranne|eccetto|invece|solo|soltanto|troppo|impossibile|in*|fuori"},
        "modality": {
            "must": "deve|devono|dovrà|dovranno|obbligatori*|è tenuto|sono tenuti|necessari*|bisogna",
            "should": "dovrebbe|dovrebbero|consigli*|raccomand*",
            "may": "può|possono|potrà|potranno|consentit*|permess*|facoltativ*",
            "forbid": "non può|non possono|non deve|non devono|vietat*",
        },
        "quantifier": {
            "all": "tutto|tutta|tutti|tutte|ogni|ciascun*|sempre|entrambi|entrambe|inter*",
            "most": "la maggior parte|maggior parte|maggioranza|di solito|spesso|generalmente",
            "some": "alcuni|alcune|qualche|talvolta|parte|vari|varie|diversi|diverse",
            "few": "pochi|poche|raramente",
            "only": "solo|soltanto|solamente|unicamente|esclusivamente",
        },
        "condition": {
            "if": "se|purché|a condizione|in caso|qualora|quando", "unless": "a meno|salvo che", "until": "fino|finché",
            "once": "una volta|appena", "except": "salvo|tranne|eccetto|ad eccezione",
        },
        "comparison": {
            "time:-": "prima|precedent*", "time:+": "dopo|successiv*", "trend:+": "aument*|cresc*|sal*", "trend:-": "diminu*|cal*|ridu*|scend*",
            "extreme:+": "massim*", "extreme:-": "minim*", "order:-": "primo|prima", "order:+": "ultim*",
            "size:+": "più di|superior*|maggior*", "size:-": "meno|inferior*|minor*",
        },
        "relation": {
            "<=": "al massimo|fino a|non oltre|entro|non più di|massimo", ">=": "almeno|non meno di|a partire da|minimo|come minimo",
            "<": "meno di|sotto|prima di|prima del", ">": "più di|oltre|sopra|dopo",
            "~": "circa|quasi|all'incirca|all' incirca|approssimativamente|intorno a",
        },
        "hedge": {"hedge": "forse|probabil*|possibil*|sembr*|pare|provvisori*|preliminar*|potrebbe*|potrebbero|stim*|previst*|presunt*|sugger*|può|possono|dovrebbe*|second*"},
    },
    numerals={
        "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7, "otto": 8, "nove": 9, "dieci": 10, "undici": 11,
        "dodici": 12, "quindici": 15, "venti": 20, "trenta": 30, "quaranta": 40, "cinquanta": 50, "cento": 100, "mille": 1000,
    },
    units={"day": "giorno giorni", "week": "settimana settimane", "month": "mese mesi", "year": "anno anni", "h": "ora ore", "min": "minuto minuti"},
    references={"clause": "articolo articoli art clausola sezione paragrafo capitolo cap allegato punto comma", "figure": "figura fig", "table": "tabella tab", "page": "pagina pag p"},
    speech="ha detto disse dice afferma spiega dichiara aggiunge", source="secondo",
)  # fmt: skip

PORTUGUESE = Language(
    code="pt",
    function=frozenset(
        ["o", "a", "os", "as", "um", "uma", "uns", "umas", "de", "do", "da", "dos", "das", "em", "no", "na", "nos", "nas", "por", "pelo", "pela", "para", "com", "sem", "sobre", "entre", "até", "desde", "e", "ou", "mas", "é", "são", "era", "eram", "ser", "foi", "foram", "há", "tem", "têm", "que", "quem", "qual", "onde", "quando", "como", "se", "não", "nem", "mais", "muito", "também", "já", "este", "esta", "estes", "estas", "isso", "seu", "sua", "seus", "suas", "ao", "aos", "à", "às", "pode", "podem", "deve", "devem", "está", "estão"]
    ),
    phrases={
        "negation": {"not": "não|nunca|jamais|sem|nenhum|nenhuma|nada|ninguém|nem"},
        "negative": {"not": "falt*|ausen*|exclu*|proib*|evit*|recus*|salvo|exceto|só|apenas|somente|impossível|in*|des*|fora"},
        "modality": {
            "must": "deve|devem|deverá|deverão|tem de|têm de|tem que|obrigatóri*|obrigad*|necessári*",
            "should": "deveria|deveriam|recomend*|aconselh*", "may": "pode|podem|poderá|poderão|permitid*|facultativ*",
            "forbid": "não pode|não podem|não deve|não devem|proibid*",
        },
        "quantifier": {
            "all": "todo|toda|todos|todas|cada|sempre|ambos|ambas|inteir*", "most": "a maioria|maioria|maior parte|geralmente|normalmente",
            "some": "alguns|algumas|vários|várias|às vezes|parte", "few": "poucos|poucas|raramente", "only": "só|apenas|somente|unicamente|exclusivamente",
        },
        "condition": {"if": "se|desde que|caso|em caso|quando", "unless": "a menos|salvo se|exceto se", "until": "até", "once": "assim que|uma vez", "except": "salvo|exceto|com exceção"},
        "comparison": {
            "time:-": "antes|anterior*", "time:+": "depois|após|posterior*", "trend:+": "aument*|cresc*|sub*", "trend:-": "diminu*|reduz*|cai*|caiu|desc*",
            "extreme:+": "máxim*", "extreme:-": "mínim*", "order:-": "primeir*", "order:+": "últim*", "size:+": "mais de|superior*|maior*", "size:-": "menos|inferior*|menor*",
        },
        "relation": {
            "<=": "no máximo|até|não mais de|dentro de|máximo de|o mais tardar", ">=": "pelo menos|no mínimo|ao menos|não menos de|a partir de",
            "<": "menos de|abaixo de|antes de", ">": "mais de|acima de|depois de|após", "~": "cerca de|aproximadamente|quase|por volta de|uns|umas",
        },
        "hedge": {"hedge": "talvez|provavel*|possivel*|possível|provável|parece*|provisóri*|preliminar*|poderia*|estim*|previst*|suger*|segundo|aparent*", "weak": "pode|podem"},
    },
    numerals={
        "dois": 2, "duas": 2, "três": 3, "quatro": 4, "cinco": 5, "seis": 6, "sete": 7, "oito": 8, "nove": 9, "dez": 10,
        "onze": 11, "doze": 12, "quinze": 15, "vinte": 20, "trinta": 30, "quarenta": 40, "cinquenta": 50, "cem": 100, "mil": 1000,
    },
    units={"day": "dia dias", "week": "semana semanas", "month": "mês meses", "year": "ano anos", "h": "hora horas", "min": "minuto minutos"},
    references={"clause": "artigo artigos art cláusula seção secção capítulo cap anexo ponto parágrafo", "figure": "figura fig", "table": "tabela", "page": "página pág p"},
    speech="disse diz afirmou afirma explicou declarou acrescentou", source="segundo|de acordo com",
)  # fmt: skip

DUTCH = Language(
    code="nl",
    than="dan",
    function=frozenset(
        ["de", "het", "een", "van", "en", "in", "op", "te", "dat", "die", "is", "zijn", "was", "waren", "werd", "worden", "wordt", "voor", "met", "aan", "als", "bij", "ook", "niet", "geen", "door", "over", "om", "uit", "naar", "maar", "of", "nog", "hij", "zij", "ze", "er", "hun", "haar", "we", "wij", "u", "je", "ik", "dan", "dit", "deze", "heeft", "hebben", "had", "kan", "kunnen", "moet", "moeten", "mag", "mogen", "tot", "na", "tegen", "onder", "zonder", "wel", "wat", "wie", "waar", "wanneer", "zich", "zo"]
    ),
    phrases={
        "negation": {"not": "niet|geen|nooit|zonder|noch|niemand|niets|nergens"},
        "negative": {"not": "ontbre*|verbod*|weiger*|vermijd*|uitgezonderd|behalve|tenzij|alleen|slechts|onmogelijk|nauwelijks|zelden|on*|te"},
        "modality": {
            "must": "moet|moeten|dient|dienen|verplicht*|vereist*|noodzakelijk", "should": "zou moeten|zouden moeten|aanbevolen|raadzaam",
            "may": "mag|mogen|kan|kunnen|toegestaan|optioneel", "forbid": "mag niet|mogen niet|verboden|mag geen|mogen geen", "exempt": "hoeft niet|hoeven niet",
        },
        "quantifier": {"all": "alle|alles|elk|elke|ieder|iedere|altijd|beide|hele|geheel", "most": "de meeste|meeste|meestal|doorgaans|vaak", "some": "sommige|enkele|enige|soms|deels", "few": "weinig|zelden", "only": "alleen|slechts|uitsluitend|enkel"},
        "condition": {"if": "als|indien|mits|wanneer|op voorwaarde", "unless": "tenzij", "until": "tot|totdat", "once": "zodra|nadat", "except": "behalve|uitgezonderd|met uitzondering"},
        "comparison": {
            "time:-": "voor|eerder*|voordat|vorig*", "time:+": "na|later*|nadat|volgend*", "trend:+": "stijg*|steeg|gestegen|toenem*|nam toe|groei*|verhoog*", "trend:-": "dal*|daal*|gedaald|afnem*|verlaag*|vermind*",
            "extreme:+": "maxim*|hoogst*", "extreme:-": "minim*|laagst*", "order:-": "eerste", "order:+": "laatste", "size:+": "meer|hoger*|groter*|langer*|boven", "size:-": "minder|lager*|kleiner*|korter*|onder",
        },
        "relation": {"<=": "hoogstens|ten hoogste|maximaal|tot|uiterlijk|binnen|niet meer dan|tot en met", ">=": "minstens|ten minste|tenminste|minimaal|vanaf|niet minder dan", "<": "minder dan|onder|voor", ">": "meer dan|boven|na|langer dan", "~": "ongeveer|circa|ca|bijna|rond"},
        "hedge": {"hedge": "misschien|waarschijnlijk*|mogelijk*|wellicht|blijkbaar|lijkt|lijken|schijnt|voorlopig*|vermoedelijk*|zou|zouden|verwacht*|geschat*|volgens", "weak": "kan|kunnen"},
    },
    numerals={
        "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10, "elf": 11,
        "twaalf": 12, "vijftien": 15, "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "honderd": 100, "duizend": 1000,
    },
    units={"day": "dag dagen", "week": "week weken", "month": "maand maanden", "year": "jaar jaren", "h": "uur uren", "min": "minuut minuten"},
    references={"clause": "artikel artikelen art clausule paragraaf sectie hoofdstuk bijlage punt lid stap", "figure": "figuur fig", "table": "tabel", "page": "pagina blz p"},
    speech="zei zegt zeiden verklaarde verklaart meldde meldt vertelde", source="volgens",
)  # fmt: skip

_NORDIC_NUMERALS = {
    "två": 2, "to": 2, "tre": 3, "fyra": 4, "fire": 4, "fem": 5, "sex": 6, "seks": 6, "sju": 7, "syv": 7, "åtta": 8, "otte": 8,
    "åtte": 8, "nio": 9, "ni": 9, "tio": 10, "ti": 10, "elva": 11, "elleve": 11, "tolv": 12, "femton": 15, "femten": 15,
    "tjugo": 20, "tyve": 20, "tjue": 20,
}  # fmt: skip
_NORDIC_REFERENCES = {
    "clause": "paragraf paragrafer punkt punkter avsnitt artikel kapitel kap bilag bilaga vedlegg ledd stk §",
    "figure": "figur fig",
    "table": "tabell tabel",
    "page": "sida side s",
}
_NORDIC_UNITS = {
    "day": "dag dagar dage dager", "week": "vecka veckor uge uger uke uker", "month": "månad månader måned måneder", "year": "år",
    "h": "timme timmar time timer", "min": "minut minuter minutter",
}  # fmt: skip

SWEDISH = Language(
    code="sv",
    than="än",
    function=frozenset(
        ["och", "att", "det", "som", "en", "ett", "på", "är", "av", "för", "med", "den", "till", "i", "har", "de", "inte", "om", "var", "sig", "från", "vi", "så", "kan", "men", "nu", "när", "eller", "efter", "ska", "skall", "måste", "får", "vid", "hade", "han", "hon", "ni", "jag", "dem", "man", "mot", "utan", "under", "över", "där", "här", "också", "blir", "bli", "sin", "sitt", "sina", "inom"]
    ),
    phrases={
        "negation": {"not": "inte|aldrig|ingen|inget|inga|utan|varken|ej|icke"},
        "negative": {"not": "sakna*|förbj*|vägra*|undvik*|utom|förutom|om inte|bara|endast|omöjlig*|knappt|sällan|o*"},
        "modality": {"must": "måste|ska|skall|krävs|obligatorisk*|skyldig*", "should": "bör|borde|rekommender*", "may": "får|kan|tillåt*|valfri*", "forbid": "får inte|får ej|förbjud*"},
        "quantifier": {"all": "alla|allt|varje|alltid|båda|hela|samtliga", "most": "de flesta|flesta|oftast|vanligtvis|ofta", "some": "några|vissa|ibland|delvis|flera", "few": "få|sällan", "only": "bara|endast|enbart"},
        "condition": {"if": "om|förutsatt|ifall|när", "unless": "såvida inte", "until": "tills", "once": "så snart|när väl", "except": "utom|förutom|med undantag"},
        "comparison": {"time:-": "före|innan|tidigare", "time:+": "efter|senare", "trend:+": "öka*|steg|stig*|väx*", "trend:-": "minska*|sjönk|sjunk*|föll", "extreme:+": "maxim*|högst*", "extreme:-": "minim*|lägst*", "order:-": "första", "order:+": "sista", "size:+": "mer|högre|större|längre|över", "size:-": "mindre|lägre|kortare|under|färre"},
        "relation": {"<=": "högst|som mest|upp till|senast|inom|inte mer än|maximalt", ">=": "minst|åtminstone|tidigast|från|inte mindre än", "<": "mindre än|under|före|färre än", ">": "mer än|över|efter|längre än|fler än", "~": "cirka|ca|ungefär|omkring|runt|nästan"},
        "hedge": {"hedge": "kanske|troligen|möjligen|sannolik*|förmodlig*|verkar|tycks|preliminär*|uppskatt*|förvänt*|enligt|torde", "weak": "kan"},
    },
    numerals=_NORDIC_NUMERALS, units=_NORDIC_UNITS, references=_NORDIC_REFERENCES,
    speech="sade sa säger uppgav förklarade", source="enligt",
)  # fmt: skip

DANISH = Language(
    code="da",
    than="end",
    function=frozenset(
        ["og", "at", "det", "som", "en", "et", "på", "er", "af", "for", "med", "den", "til", "i", "har", "de", "ikke", "om", "var", "sig", "fra", "vi", "så", "kan", "men", "nu", "når", "eller", "efter", "skal", "må", "ved", "havde", "han", "hun", "jeg", "dem", "man", "mod", "uden", "under", "over", "der", "her", "også", "bliver", "blive", "sin", "sit", "sine", "inden", "være", "blev", "hvis"]
    ),
    phrases={
        "negation": {"not": "ikke|aldrig|ingen|intet|uden|hverken|ej|ikkje"},
        "negative": {"not": "mangl*|forbud*|forby*|nægt*|undgå*|undtagen|bortset|medmindre|med mindre|kun|bare|umulig*|næppe|sjældent|u*"},
        "modality": {"must": "skal|må nødvendigvis|kræves|obligatorisk*|forpligtet", "should": "bør|burde|anbefal*", "may": "må|kan|tilladt|valgfri*|får", "forbid": "må ikke|kan ikke|forbudt"},
        "quantifier": {"all": "alle|alt|hver|hvert|altid|begge|hele|samtlige", "most": "de fleste|fleste|oftest|normalt|ofte", "some": "nogle|noen|visse|nogen gange|delvist|flere", "few": "få|sjældent|sjelden", "only": "kun|bare|udelukkende|utelukkende"},
        "condition": {"if": "hvis|såfremt|dersom|forudsat|når|om", "unless": "medmindre|med mindre", "until": "indtil|inntil", "once": "så snart", "except": "undtagen|bortset|unntatt|med undtagelse"},
        "comparison": {"time:-": "før|inden|tidligere", "time:+": "efter|etter|senere", "trend:+": "steg|stig*|øg*|øk*|vok*", "trend:-": "fald*|falt|sank|synk*|mindsk*", "extreme:+": "maks*|højest*|høyest*", "extreme:-": "minim*|lavest*", "order:-": "første", "order:+": "sidste|siste", "size:+": "mere|mer|højere|høyere|større|længere|lengre|over", "size:-": "mindre|lavere|kortere|under|færre"},
        "relation": {"<=": "højst|høyst|op til|opp til|senest|inden for|innen|ikke mere end|maksimalt", ">=": "mindst|minst|tidligst|fra|ikke mindre end", "<": "mindre end|mindre enn|under|før", ">": "mere end|mer enn|over|efter|etter", "~": "cirka|ca|omkring|omtrent|rundt|næsten|nesten"},
        "hedge": {"hedge": "måske|kanskje|formentlig|muligvis|muligens|sandsynlig*|sannsynlig*|trolig|synes|ser ud|foreløbig*|anslå*|forvent*|ifølge", "weak": "kan"},
    },
    numerals=_NORDIC_NUMERALS, units=_NORDIC_UNITS, references=_NORDIC_REFERENCES,
    speech="sagde sa siger sier oplyste forklarede", source="ifølge",
)  # fmt: skip
"""Danish and Norwegian (Bokmål), whose closed-class words are nearly the same."""

POLISH = Language(
    code="pl",
    than="niż",
    function=frozenset(
        ["i", "w", "na", "z", "do", "nie", "się", "jest", "to", "że", "o", "po", "od", "za", "dla", "jak", "co", "a", "ale", "lub", "oraz", "czy", "są", "był", "była", "było", "były", "przez", "przy", "jego", "jej", "ich", "ten", "ta", "te", "tego", "tej", "tym", "które", "który", "która", "już", "tylko", "może", "być", "ma", "mają", "pod", "nad", "przed", "bez", "we", "ze"]
    ),
    phrases={
        "negation": {"not": "nie|nigdy|bez|żaden|żadna|żadne|żadnych|nic|nikt|ani"},
        "negative": {"not": "brak*|zakaz*|odm*|unik*|oprócz|chyba|tylko|jedynie|niemożliw*|nie*"},
        "modality": {"must": "musi|muszą|należy|obowiąz*|wymagan*|powinien bezwzględnie", "should": "powinien|powinna|powinno|powinny|zalec*", "may": "może|mogą|można|wolno|dozwolon*", "forbid": "nie może|nie mogą|nie wolno|zabronion*"},
        "quantifier": {"all": "wszyst*|każd*|zawsze|cał*|oba|obie", "most": "większość|zazwyczaj|zwykle|często", "some": "niektór*|kilka|czasem|częściowo", "few": "niewiele|rzadko", "only": "tylko|jedynie|wyłącznie"},
        "condition": {"if": "jeśli|jeżeli|gdy|pod warunkiem", "unless": "chyba że", "until": "dopóki|aż", "once": "gdy tylko", "except": "oprócz|z wyjątkiem|poza"},
        "comparison": {"time:-": "przed|wcześniej*", "time:+": "później*|następn*", "trend:+": "wzr*|rosn*|zwiększ*", "trend:-": "spad*|zmniejsz*|mal*", "extreme:+": "maksym*|najwyż*|największ*", "extreme:-": "minim*|najniż*|najmniejsz*", "order:-": "pierwsz*", "order:+": "ostatni*", "size:+": "więcej|wyż*|dłuż*|ponad|powyżej", "size:-": "mniej|niż*|krót*|poniżej"},
        "relation": {"<=": "najwyżej|maksymalnie|nie więcej niż|nie później niż|w ciągu|do", ">=": "co najmniej|przynajmniej|minimum|nie mniej niż|od", "<": "mniej niż|poniżej|przed", ">": "więcej niż|powyżej|ponad|po", "~": "około|ok|prawie|mniej więcej"},
        "hedge": {"hedge": "może|prawdopodobn*|być może|możliw*|chyba|wydaje|wstępn*|szacun*|oczekiw*|podobno|według|mogą"},
    },
    numerals={
        "dwa": 2, "dwie": 2, "trzy": 3, "cztery": 4, "pięć": 5, "sześć": 6, "siedem": 7, "osiem": 8, "dziewięć": 9, "dziesięć": 10,
        "dwanaście": 12, "piętnaście": 15, "dwadzieścia": 20, "trzydzieści": 30, "sto": 100, "tysiąc": 1000,
    },
    units={"day": "dzień dni dnia", "week": "tydzień tygodnie tygodni", "month": "miesiąc miesiące miesięcy", "year": "rok lata lat roku", "h": "godzina godziny godzin", "min": "minuta minuty minut"},
    references={"clause": "artykuł art klauzula sekcja rozdział załącznik punkt pkt ust paragraf §", "figure": "rysunek rys", "table": "tabela tab", "page": "strona str s"},
    speech="powiedział powiedziała mówi oświadczył oświadczyła stwierdził", source="według|zdaniem",
)  # fmt: skip
