"""Number words, ordinals, comparisons, units and function words."""

from __future__ import annotations

MEASURES: dict[str, dict[str, str]] = {
    "function": {
        "en": "the a an of in on at for and or but that this these those it its their his her them they he she who which what "
        "from than then so also too there here with to is are be was were has have had do does did will would should "
        "must may might can could you your i my me we our us please by as if when where into out up not no all any some "
        "such very just only own more most much many yes ones one about like how why again already yet still always using",
        "de": "der die das den dem des ein eine einen einem einer eines und oder aber dass diese dieser dieses diesen es sie er "
        "ihr ihre ihren sein seine seinen von vom zu zum zur im in ins am an auf aus bei mit nach fur uber unter ist sind "
        "war wird werden hat haben soll sollen muss kann ich du wir uns mir mich mein meine bitte auch noch schon nur wie "
        "als so dann wenn dort hier da was wer welche welcher welches nicht kein keine man sich dabei dazu davon darin "
        "jeweils ja nein doch also beim wo denen deren dessen sowie",
        "fr": "le la les l' un une des du de d' et ou mais que qu' qui ce cet cette ces il elle ils elles on nous vous je tu "
        "son sa ses leur leurs mon ma mes votre vos notre nos a au aux en dans sur sous pour par avec est sont etre s' "
        "n' ne pas y se si plus tres bien donc ainsi dont c' j' m' t' svp comme chez",
        "es": "el la los las lo un una unos unas de del y e o u pero que quien este esta estos estas ese esa eso esos esas su sus "
        "mi mis tu tus nuestro nuestra a al en con por para sobre es son esta estan ser se si no muy mas como donde "
        "cuando me te nos les le ya tambien ha han favor",
        "it": "il lo la i gli le l' un uno una di del della dei delle dello degli e o ma che chi questo questa questi queste "
        "su suo sua suoi sue a al alla ai alle in nel nella nei nelle con per da dal dalla tra fra non si piu come "
        "dove mi ti ci vi anche sono sia",
        "pt": "o a os as um uma uns umas de do da dos das e ou mas que quem este esta estes estas esse essa isso seu sua seus "
        "suas ao aos em no na nos nas com por para pelo pela sobre nao se muito mais como onde quando me te lhe ja tambem",
        "nl": "de het een van en of maar dat die deze dit er zijn haar hun ons onze mijn je jouw in op aan uit bij met naar voor "
        "over onder is te om niet geen ook nog al wel als dan zo daar hier wat wie welke door per tot",
    },
    "before": {
        "en": "before until till earlier_than prior_to up_to older_than no_later_than not_later_than earlier",
        "de": "vor bis fruher_als vor_dem bis_zum alter_als bis_einschliesslich",
        "fr": "avant jusqu' jusqu'au anterieur* avant_le",
        "es": "antes_de antes_del hasta anterior* previo_a",
        "it": "prima_di prima_del fino_al fino_a anterior*",
        "pt": "antes_de antes_do ate anterior*",
        "nl": "voor tot ouder_dan eerder_dan tot_en_met",
    },
    "after": {
        "en": "after since later_than from_on newer_than starting_from from onwards younger_than starting",
        "de": "nach seit ab spater_als neuer_als junger_als ab_dem",
        "fr": "apres depuis a_partir_de a_partir_du des posterieur*",
        "es": "despues_de despues_del desde a_partir_de a_partir_del posterior*",
        "it": "dopo dal a_partire_da successiv* a_partire_dal",
        "pt": "depois_de depois_do desde a_partir_de posterior*",
        "nl": "na sinds vanaf later_dan nieuwer_dan",
    },
    "above": {
        "en": "above over more_than greater_than larger_than higher_than exceeding bigger_than exceed* exceeds longer_than",
        "de": "uber mehr_als grosser_als hoher_als oberhalb langer_als ubersteig* uberschreit*",
        "fr": "plus_de superieur* au-dessus depass* plus_grand*",
        "es": "mas_de mayor* superior* por_encima mayor_que mas_que",
        "it": "piu_di maggior* superior* oltre sopra",
        "pt": "mais_de maior* superior* acima",
        "nl": "boven meer_dan groter_dan hoger_dan langer_dan",
    },
    "below": {
        "en": "below under less_than smaller_than lower_than fewer_than beneath shorter_than cheaper_than",
        "de": "unter weniger_als kleiner_als niedriger_als unterhalb kurzer_als",
        "fr": "moins_de inferieur* au-dessous sous plus_petit*",
        "es": "menos_de menor* inferior* por_debajo menor_que menos_que",
        "it": "meno_di minor* inferior* sotto",
        "pt": "menos_de menor* inferior* abaixo",
        "nl": "onder minder_dan kleiner_dan lager_dan korter_dan",
    },
    "at_least": {
        "en": "at_least no_less_than not_less_than minimum min or_more or_above no_fewer_than",
        "de": "mindestens wenigstens minimal min mind oder_mehr",
        "fr": "au_moins minimum au_minimum ou_plus",
        "es": "al_menos como_minimo minimo por_lo_menos o_mas",
        "it": "almeno minimo come_minimo o_piu",
        "pt": "pelo_menos minimo no_minimo ou_mais",
        "nl": "minstens minimaal ten_minste of_meer minimum",
    },
    "at_most": {
        "en": "at_most no_more_than not_more_than maximum max or_less or_fewer up_to within a_maximum_of under no_longer_than",
        "de": "hochstens maximal max nicht_mehr_als bis_zu oder_weniger",
        "fr": "au_plus maximum au_maximum pas_plus_de ou_moins",
        "es": "como_maximo maximo a_lo_sumo no_mas_de o_menos",
        "it": "al_massimo massimo non_piu_di o_meno",
        "pt": "no_maximo maximo ou_menos",
        "nl": "hoogstens maximaal ten_hoogste maximum of_minder",
    },
    "exact_count": {
        "en": "exactly precisely",
        "de": "genau exakt",
        "fr": "exactement precisement",
        "es": "exactamente",
        "it": "esattamente",
        "pt": "exatamente",
        "nl": "precies",
    },
    "between": {
        "en": "between",
        "de": "zwischen",
        "fr": "entre",
        "es": "entre",
        "it": "tra fra",
        "pt": "entre",
        "nl": "tussen",
    },
    "empty": {
        "en": "empty blank missing null absent unfilled",
        "de": "leer* fehl* fehlend* ohne_wert unausgefullt*",
        "fr": "vide* manquant* absent*",
        "es": "vaci* faltan* en_blanco falt*",
        "it": "vuot* mancant* manc*",
        "pt": "vazi* falt* em_branco ausent*",
        "nl": "leeg lege ontbrek* ontbreekt",
    },
    "up": {
        "en": "up plus more higher later extra additional dearer forward add surcharge markup mark-up",
        "de": "plus mehr hoher spater herauf hoch teurer langer zuzuglich nach_hinten aufschlag zuschlag",
        "fr": "plus_tard plus majoration supplement supplementaire hausse en_plus plus_cher",
        "es": "mas mas_tarde subida recargo adicional* mas_caro",
        "it": "piu piu_tardi in_piu",
        "pt": "mais mais_tarde",
        "nl": "plus meer hoger later extra omhoog",
    },
    "down": {
        "en": "down minus less lower earlier back fewer off cheaper cut discount rebate",
        "de": "minus weniger niedriger fruher herab runter zuruck billiger gunstiger abzuglich rabatt nachlass abschlag nach_vorn nach_vorne",
        "fr": "moins plus_tot en_moins baisse remise rabais moins_cher",
        "es": "menos antes rebaja mas_temprano descuento",
        "it": "meno prima in_meno",
        "pt": "menos antes mais_cedo",
        "nl": "min minder lager eerder terug omlaag",
    },
    "times": {
        "en": "times multiplied_by multiply_by",
        "de": "mal multipliziert_mit",
        "fr": "fois multiplie_par",
        "es": "veces multiplicado_por por",
        "it": "volte per",
        "pt": "vezes",
        "nl": "maal keer",
    },
    "double": {
        "en": "double* doubl*",
        "de": "verdoppel* doppelt*",
        "fr": "doubl*",
        "es": "duplic* dupliqu* doble*",
        "it": "raddopp*",
        "pt": "dobr* duplic*",
        "nl": "verdubbel* dubbel*",
    },
    "triple": {
        "en": "tripl*",
        "de": "verdreifach*",
        "fr": "tripl*",
        "es": "triplic* tripliqu*",
        "it": "triplic*",
        "pt": "triplic*",
        "nl": "verdrievoudig*",
    },
    "half": {
        "en": "halve* halv* in_half",
        "de": "halbier*",
        "fr": "de_moitie",
        "es": "a_la_mitad la_mitad",
        "it": "dimezz*",
        "pt": "pela_metade",
        "nl": "halveer* halver*",
    },
    "decrease": {
        "en": "decreas* reduc* lower* cut cuts subtract* deduct* minus discount* drop drops fall falls knock* advanc* "
        "bring+forward push+forward move+forward set+back",
        "de": "senk* reduzier* verring* abzieh* zieh+ab subtrahier* verbillig* vorverleg* vorzieh* kurz* gesenkt*",
        "fr": "diminu* redui* baiss* minor* soustra* avanc* rabaiss*",
        "es": "disminu* reduc* reduzc* baj* rest* rebaj* adelant*",
        "it": "diminu* riduc* abbass* anticip* scont*",
        "pt": "diminu* reduz* baix* adiant* subtra*",
        "nl": "verlaag* verlag* verminder* vervroeg*",
    },
    "digits": {
        "en": "decimal decimals decimal_place decimal_places digit digits decimal-place significant",
        "de": "nachkommastelle* dezimalstelle* stelle stellen kommastelle*",
        "fr": "decimale* chiffre*",
        "es": "decimal* cifra*",
        "it": "decimal* cifr*",
        "pt": "decimal decimais casas_decimais",
        "nl": "decimal* cijfer* decimalen",
    },
    "rounding": {
        "en": "round rounds rounded rounding nearest half_up half-up half_even round_up round_down commercial",
        "de": "rund* gerundet* kaufmannisch* aufrund* abrund* aufgerundet*",
        "fr": "arrond*",
        "es": "redond*",
        "it": "arrotond*",
        "pt": "arredond*",
        "nl": "afrond* afgerond*",
    },
    "duration": {
        "en": "second seconds minute minutes min mins hour hours hr hrs day days week weeks month months year years",
        "de": "sekunde* minute* stunde* std tag tage tagen woche wochen monat monate monaten jahr jahre jahren",
        "fr": "seconde* minute* heure* jour jours semaine* mois an ans annee*",
        "es": "segundo* minuto* hora* dia dias semana* mes meses ano anos",
        "it": "second* minut* ora ore giorn* settiman* mes* ann*",
        "pt": "segundo* minuto* hora* dia dias semana* mes meses ano anos",
        "nl": "seconde* minuut minuten uur uren dag dagen week weken maand maanden jaar jaren",
    },
    "percent": {
        "": "% percent per_cent pct prozent pourcent por_ciento percento per_cento por_cento procent prozentpunkte"
    },
    "unit": {
        "en": "kelvin celsius fahrenheit metre* meter* kilometre* kilometer* mile miles foot feet inch inches gram grams kilogram* kilo kilos "
        "pound pounds ounce ounces litre* liter* gallon* cent cents euro euros dollar dollars yen franc francs tonne tonnes "
        "hectare* acre* yard* minute* hour* second* degree* radian* knots knot pint* cup cups tablespoon* teaspoon* stone bytes "
        "kilobytes megabytes pence pennies crowns utc gmt cet cest pst est local_time",
        "de": "gramm kilogramm pfund kilometer meter zentimeter millimeter zoll fuss meile* liter milliliter unze* rappen franken dollar pfund grad "
        "tonne* minuten stunden sekunden kronen",
        "fr": "grammes kilogrammes livres metres kilometres litres pouces pieds milles francs euros centimes degres heures minutes",
        "es": "gramos kilogramos libras metros kilometros litros pulgadas pies millas euros centimos dolares grados horas minutos",
        "": "mg g kg lb lbs oz µg ug ng mm cm m km mi ft l ml dl cl mol mmol kw kwh mw w v a hz khz mhz ghz ms s h eur usd gbp chf nok sek dkk "
        "jpy pln czk huf cad aud °c °f k bar pa hpa kpa psi kcal kj j ha px pt rem em kb mb gb tb ppm mph km/h m/s mg/l µg/l ug/l mg/kg",
    },
    "limit_unit": {
        "en": "word words sentence sentences bullet bullets paragraph paragraphs line lines character characters page pages point points items lines",
        "de": "wort worter worten worte satz satze satzen punkt punkte punkten stichpunkt* absatz absatze absatzen zeile zeilen zeichen seite seiten",
        "fr": "mot mots phrase phrases point points puce puces paragraphe paragraphes ligne lignes caracteres page pages",
        "es": "palabra palabras frase frases punto puntos parrafo parrafos linea lineas caracteres vineta* oracion* pagina paginas",
        "it": "parola parole frase frasi punti paragrafi righe caratteri",
        "pt": "palavra palavras frase frases pontos paragrafos linhas caracteres",
        "nl": "woord woorden zin zinnen punt punten alinea alinea's regels tekens",
    },
    "ascending": {
        "en": "ascending increasing alphabetically alphabetical chronologically chronological oldest_first smallest_first lowest_first earliest_first a-z cheapest_first",
        "de": "aufsteigend* alphabetisch* chronologisch* alteste_zuerst kleinste_zuerst fruheste_zuerst",
        "fr": "croissant* alphabetique* chronologique*",
        "es": "ascendente* creciente* alfabetic* alfabeticamente cronologic*",
        "it": "crescente* alfabetic* cronologic*",
        "pt": "crescente* alfabetic* cronologic*",
        "nl": "oplopend* alfabetisch* chronologisch*",
    },
    "descending": {
        "en": "descending decreasing newest_first largest_first highest_first latest_first most_recent_first z-a reverse biggest_first longest_first",
        "de": "absteigend* neueste_zuerst neuste_zuerst grosste_zuerst hochste_zuerst umgekehrt* teuerste_zuerst",
        "fr": "decroissant* plus_recent* inverse",
        "es": "descendente* decreciente* inverso mas_reciente*",
        "it": "decrescente* inverso",
        "pt": "decrescente* inversa",
        "nl": "aflopend* omgekeerd* nieuwste_eerst",
    },
    "then": {
        "en": "then and_then same within ties tie equal followed_by",
        "de": "dann danach gleichstand gleiche* innerhalb anschliessend",
        "fr": "puis ensuite",
        "es": "luego despues entonces",
        "it": "poi quindi",
        "pt": "depois entao",
        "nl": "dan daarna vervolgens",
    },
}
"""Quantities, comparisons and function words."""

ORDINALS: dict[int, str] = {
    1: "first erste ersten erster erstes erstem premier premiere primer primero primera primo prima primeiro primeira eerste",
    2: "second zweite zweiten zweiter zweites zweitem deuxieme seconde segundo segunda secondo seconda tweede",
    3: "third dritte dritten dritter drittes drittem troisieme tercer tercero tercera terzo terza terceiro terceira derde",
    4: "fourth vierte vierten vierter viertes quatrieme cuarto cuarta quarto quarta vierde",
    5: "fifth funfte funften funfter funftes cinquieme quinto quinta vijfde",
    6: "sixth sechste sechsten sechster sixieme sexto sexta sesto sesta zesde",
    7: "seventh siebte siebten siebter septieme septimo septima settimo settima zevende",
    8: "eighth achte achten achter huitieme octavo octava ottavo ottava oitavo achtste",
    9: "ninth neunte neunten neunter neuvieme noveno novena nono negende",
    10: "tenth zehnte zehnten zehnter dixieme decimo decima tiende",
    -1: "last final letzte letzten letzter letztes letztem dernier derniere ultimo ultima laatste",
    -2: "penultimate second-to-last vorletzte vorletzten avant-dernier penultimo penultima voorlaatste",
}
"""Ordinal words, folded, by the place they count to; negative from the end."""

CARDINALS: dict[int, str] = {
    2: "two zwei deux dos due dois duas twee", 3: "three drei trois tres drie tre", 4: "four vier quatre cuatro quattro quatro",
    5: "five funf cinq cinco cinque vijf", 6: "six sechs seis sei zes", 7: "seven sieben sept siete sette sete zeven",
    8: "eight acht huit ocho otto oito", 9: "nine neun neuf nueve nove negen", 10: "ten zehn dix diez dieci dez tien",
    11: "eleven elf onze once", 12: "twelve zwolf douze doce dodici twaalf", 15: "fifteen funfzehn quinze quince",
    20: "twenty zwanzig vingt veinte venti vinte twintig", 30: "thirty dreissig trente treinta", 50: "fifty funfzig cinquante cincuenta",
    100: "hundred hundert cent cien cento honderd", 0: "zero null cero",
}  # fmt: skip
"""Number words, folded; one is left out, being an article in most languages."""
