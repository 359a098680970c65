"""English."""

from __future__ import annotations

from holdtrue.checks.prose.vocabulary.language import Language

ENGLISH = Language(
    code="en",
    than="than",
    function=frozenset(
        ["the", "a", "an", "of", "to", "and", "in", "that", "is", "was", "were", "are", "be", "been", "being", "it", "its", "for", "on", "with", "as", "by", "at", "from", "this", "these", "those", "they", "them", "their", "he", "she", "his", "her", "him", "you", "your", "we", "our", "us", "i", "my", "me", "or", "but", "which", "who", "whom", "whose", "what", "where", "when", "how", "there", "here", "has", "have", "had", "having", "do", "does", "did", "will", "would", "so", "than", "then", "also", "into", "out", "up", "down", "over", "about", "after", "before", "all", "not", "no", "if", "can", "could", "may", "might", "must", "shall", "should", "any", "some", "such", "one", "both", "each", "between", "through", "during", "under", "again", "more", "most", "other", "only", "own", "same", "also", "too", "likewise", "well", "therefore", "thus", "hence", "too", "very", "just", "because", "while", "until", "against", "per", "via", "upon", "onto", "themselves", "itself", "himself", "herself", "ourselves", "yourself", "am", "s"]
    ),
    phrases={
        "negation": {
            "not": "not|never|neither|nor|nobody|nothing|nowhere|without|cannot|can not|none|no one|no longer|hardly ever"
            "|under no circumstances|by no means|in no way|no|not any|not a single|nobody else",
        },
        "negative": {
            "not": "fail*|lack*|absen*|exclu*|prohibit*|forbid*|forbidden|avoid*|den[iy]|denied|denies|deny|denying|refus*"
            "|reject*|stop|stops|stopped|except*|unless|apart from|other than|rather than|instead of|only|too|outside|"
            "missing|impossible|unable|beyond|ban|bans|banned|barely|hardly|scarcely|omit*|skip*|leave out|left out"
            "|leaves out|leaving out|cease*|declin*|prevent*|waiv*|zero|nil|empty|void|lost|loses|lose|little|few|rare|infrequent*|rarely"
            "|seldom|still|remain*|same|unchanged|open|free|exempt*|release*|spare*|spared|stay*|out of|less|abstain*|refrain*"
            "|withheld|withhold*|negative|invalid|no-one|false|wrong|contrary|despite|however|but|although|though|yet"
            "|against|differ*|doubt*|dispens*|ignor*|drop|drops|dropped|until|far from|keep|kept|unlike|untouch*|ruled out"
            "|rule out|rules out|ruling out|not only",
        },
        "modality": {
            "must": "must|shall|has to|have to|had to|is to|are to|is required to|are required to|is obliged to"
            "|are obliged to|is bound to|are bound to|required|mandatory|obligatory|compulsory|is obligated to"
            "|are obligated to|needs to|need to|it is necessary|necessary to|binding|has got to|have got to",
            "should": "should|ought to|is recommended|are recommended|recommend*|advis*|preferabl*|ideally|encourag*"
            "|is supposed to|are supposed to",
            "may": "may|can|could|might|is allowed to|are allowed to|is permitted to|are permitted to|is entitled to"
            "|are entitled to|optional|optionally|is free to|are free to|allowed|permitted|entitled|at liberty to|able to"
            "|permits|allows",
            "exempt": "need not|needn't|does not have to|do not have to|doesn't have to|don't have to|is not required to"
            "|are not required to|is not obliged to|are not obliged to|not necessary|no need to|not required|not obliged"
            "|does not need to|do not need to|doesn't need to|don't need to|without having to|voluntary",
            "forbid": "must not|may not|shall not|mustn't|shan't|can't|cannot|can not|not allowed|not permitted"
            "|is prohibited|are prohibited|prohibited|is forbidden|are forbidden|forbidden|not entitled",
        },
        "quantifier": {
            "all": "all|every|each|everyone|everybody|everything|always|entire|entirely|whole|in full|any|anyone|anybody"
            "|without exception|both|throughout|at all times|invariably|fully|completely|total|in every case|in all cases",
            "most": "most|mostly|majority|usually|normally|mainly|predominantly|generally|in general|as a rule|often"
            "|frequently|largely|typically|nearly all|almost all|the bulk of|in most cases|almost always|nearly always",
            "some": "some|several|sometimes|occasionally|partly|partially|a number of|in part|a few|various|part of"
            "|in some cases|someone|somebody|from time to time|now and then",
            "few": "few|rare|infrequent*|rarely|seldom|hardly any|a minority|minority of|little",
            "only": "only|solely|exclusively|nothing but|nobody but|alone|just|merely|limited to|restricted to|purely"
            "|sole|confined to",
        },
        "condition": {
            "if": "if|provided|providing|provided that|on condition|on the condition|as long as|so long as|in case"
            "|in the event|subject to|assuming|only if|should you|contingent on|conditional on|conditional upon"
            "|dependent on|depending on|depends on|where|whenever|when|even if|whether or not|in which case|for as long as",
            "unless": "unless|except if|except when|except where|save where|other than where|other than when",
            "until": "until|till|pending|not before",
            "once": "once|as soon as|only after|only when|not until|after having|following|upon",
            "except": "except|except for|excepting|excluding|apart from|other than|save for|with the exception of"
            "|not including|aside from|but not|barring|bar|not counting|disregarding|leaving out|leaving aside|all but",
            "regardless": "regardless of|irrespective of|no matter|even without|whether or not|in any case|in any event",
        },
        "comparison": {
            "time:-": "before|prior to|earlier|beforehand|in advance|ahead of|preced*|previous*|sooner|earliest|former",
            "time:+": "after|afterwards|later|subsequent*|following|thereafter|latest|latter|behind",
            "size:+": "more|higher|greater|larger|bigger|longer|above|exceed*|over|heavier|warmer|hotter|taller|wider|deeper"
            "|older|faster|stronger|upwards of|superior|more than|better|richer|thicker",
            "size:-": "less|fewer|lower|smaller|shorter|below|under|lighter|cooler|colder|narrower|shallower|younger|slower"
            "|weaker|short of|inferior|less than|worse|poorer|thinner",
            "trend:+": "increas*|rise|rises|rose|risen|rising|grow|grows|grew|grown|growing|growth|climb*|gain*|raise|raises"
            "|raised|raising|widen*|improv*|strengthen*|expand*|went up|go up|goes up|going up|gone up|upward*|lengthen*"
            "|accelerat*|soar*|jump*|boost*|enlarg*|swell*|up by",
            "trend:-": "decreas*|fall|falls|fell|fallen|falling|drop|drops|dropped|dropping|declin*|reduc*|shrink*|shrank"
            "|shrunk|lowered|lowers|lowering|narrowed|narrowing|worsen*|weaken*|cut|cuts|cutting|lose|loses|lost|losing|went down|go down|goes down"
            "|going down|gone down|downward*|shorten*|decelerat*|slid|slide*|plung*|dwindl*|slip*|down by|contracted|contracting",
            "extreme:+": "maximum|highest|largest|greatest|longest|biggest|max|peak|oldest|heaviest|best|strongest"
            "|fastest|tallest|most expensive|dearest|widest|deepest|warmest|hottest",
            "extreme:-": "minimum|lowest|smallest|least|shortest|min|trough|youngest|lightest|worst|weakest|slowest"
            "|cheapest|narrowest|shallowest|coldest|coolest",
            "order:-": "first|initial*",
            "order:+": "last|final|finally",
            "inclusion:+": "includ*|contain*|inside|compris*|within",
            "inclusion:-": "exclud*|outside|omit*|leav* out|not included",
            "outcome:+": "succe*|accept*|approv*|passes|passed|granted|agree|agrees|agreed|confirm*|win|wins|won|allowed|allows",
            "outcome:-": "fail*|reject*|refus*|denied|denies|deny|disagree*|dismiss*|disapprov*|loses|lose|lost|forbid*",
            "side:l": "left|left-hand|nearside|port",
            "side:r": "right-hand|offside|starboard",
            "compass:n": "north|northern|northwards|northbound",
            "compass:s": "south|southern|southwards|southbound",
            "compass:e": "east|eastern|eastwards|eastbound",
            "compass:w": "west|western|westwards|westbound",
            "trade:+": "buy|buys|bought|buyer*|purchas*|borrow*|import*|lessee*|tenant*|creditor*|debit*|employee*",
            "trade:-": "sell|sells|sold|seller*|vendor*|lend|lends|lent|lender*|export*|lessor*|landlord*|debtor*|credit"
            "|credits|credited|employer*",
            "span:day": "daily|per day|a day|each day|every day",
            "span:week": "weekly|per week|a week|each week|every week",
            "span:month": "monthly|per month|a month|each month|every month",
            "span:year": "yearly|annual*|per year|a year|each year|every year|per annum",
        },
        "relation": {
            "<=": "at most|not rise above|not go above|never above|not more than|no more than|not exceeding|not to exceed|does not exceed|do not exceed"
            "|must not exceed|may not exceed|shall not exceed|up to|as much as|as many as|a maximum of|maximum of"
            "|maximum|no later than|not later than|within|not above|no longer than|not longer than"
            "|not over|inside|by|until|before the end of|not after|capped at|limited to|max|a ceiling of|≤|no higher than"
            "|not higher than|up until|no greater than|no further than|a cap of|a limit of|in under",
            ">=": "at least|not fall below|not drop below|not sink below|not go below|never below|not less than|no less than|not fewer than|no fewer than|a minimum of|minimum of|minimum"
            "|not below|no earlier than|not earlier than|not before|min|a floor of|from|as from|≥|no lower than"
            "|no sooner than|not sooner than|not under|upwards of|no shorter than|starting from",
            "<": "less than|fewer than|below|under|below the age of|under the age of|lower than|shorter than|smaller than|short of|before|prior to"
            "|earlier than|<|not as much as|younger than|ahead of|not reaching|cheaper than",
            ">": "more than|over|above|over the age of|above the age of|exceeding|exceeds|exceed|exceeded|greater than|higher than|longer than|larger than"
            "|in excess of|after|later than|beyond|past|>|older than|following|bigger than|heavier than",
            "~": "about|approximately|around|roughly|circa|ca|c|approx|nearly|almost|some|close to|or so|an estimated"
            "|estimated|in the region of|of the order of|more or less|~|≈|just over|just under|just about|approaching"
            "|slightly over|slightly under|a little over|a little under|virtually|in the neighbourhood of",
            "=": "exactly|precisely|just|equal to|a total of|=",
            "±": "plus or minus|±",
        },
        "after-relation": {
            "<=": "at the latest|or less|or fewer|or below|or under|maximum|max|at most|or earlier|or sooner|or shorter|tops"
            "|as a maximum|or lower|or before|and under|and below",
            ">=": "at the earliest|or more|or above|or over|minimum|min|at least|or later|or longer|as a minimum|or higher"
            "|and over|and above|and more|upwards|onwards|or after",
            "~": "or so|or thereabouts|approximately|approx|roughly|on average|or about",
        },
        "bound": {
            "<=": "limit*|cap|capped|ceiling|deadline|maximum|max|due|latest|upper|not exceed|most|restricted|up to|within",
            ">=": "floor|threshold|minimum|min|lower limit|earliest|least",
        },
        "hedge": {
            "hedge": "possibly|probabl*|perhaps|maybe|likely|unlikely|appear*|seem*|suggest*|preliminar*|provisional*"
            "|tentativ*|presumabl*|apparent*|alleged*|we believe|believe*|expect*|estimat*|not a guarantee"
            "|no guarantee|not guaranteed|cannot guarantee|does not guarantee|not certain|uncertain*"
            "|not confirmed|unconfirmed|not yet known|not known|unclear|in our view|in my view"
            "|in our opinion|potential*|suspect*"
            "|preliminarily|subject to confirmation|to our knowledge|aim|aims|aimed|intend*|hope|hopes|hoped"
            "|hoping|projected|forecast*|speculat*|supposed*|as far as we know|arguabl*|hypothe*|conjectur*"
            "|not ruled out|thought to|believed to|inconclusive|not proven|unproven|remains to be"
            "|not conclusive",
            "weak": "possible|possibility|in her view|in his view|in their view|reported*|we think|thinks|think|assum*|indicat*|tend|tends|tended|tendency|so far|target"
            "|targets|plan|plans|planned|rather|somewhat|relatively|guess*|for now|for the time being"
            "|open question|claims|claimed|according to|said to|draft|indicative|in principle|chance|may"
            "|might",
        },
        "certainty": {
            "sure": "certainly|definitely|guarantee*|undoubtedly|without doubt|no doubt|clearly|obviously|proven|proves|proved"
            "|confirmed|confirms|conclusive*|certain to|surely|demonstrat*|establish*|inevitabl*",
        },
    },
    numerals={
        "two": 2, "twice": 2, "thrice": 3, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
        "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
        "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "million": 1_000_000,
        "billion": 1_000_000_000, "dozen": 12, "fortnight": 14,
    },
    units={
        "day": "day days", "week": "week weeks", "month": "month months", "year": "year years",
        "workday": "workday workdays", "point": "point points",
    },
    references={
        "clause": "clause clauses section sections sec sect paragraph paragraphs para article articles art subsection"
        " subclause chapter chapters ch annex appendix schedule exhibit item rule step point §",
        "figure": "figure figures fig figs",
        "table": "table tables tab",
        "equation": "equation equations eq eqs",
        "page": "page pages p pp",
        "note": "footnote note",
    },
    speech="said says say stated states state told tells explained explains added adds noted notes reported reports replied"
    " replies answered answers asked asks claimed claims announced announces argued argues warned warns confirmed confirms"
    " denied denies insisted insists wrote writes declared declares observed observes remarked remarks admitted admits"
    " suggested suggests promised promises testified testifies recalled recalls estimated estimates expects expected"
    " objected objects proposed proposes mentioned mentions believes believed thinks thought commented called",
    source="according to|in the words of|in the view of|in the opinion of",
)  # fmt: skip
