"""Nouns for what instructions ask for and for parts of documents, names of formats and languages, linking words."""

from __future__ import annotations

THINGS: dict[str, dict[str, str]] = {
    "table": {
        "en": "table tables list lists overview* timeline* inventory index spreadsheet* matrix chronolog* glossar* "
        "checklist* roster breakdown* totals statistic* tally counts registry directory bibliograph* toc",
        "de": "tabelle* tabell* liste listen aufstellung* ubersicht* verzeichnis* zeitleiste* aufzahlung* statistik* glossar* "
        "auflistung* checkliste*",
        "fr": "tableau* liste listes apercu releve recapitulatif* chronologie inventaire statistique* glossaire",
        "es": "tabla tablas lista listas listado* resumen_en_tabla relacion indice cronologia inventario estadistica*",
        "it": "tabella tabelle elenco elenchi lista liste prospetto cronologia inventario",
        "pt": "tabela tabelas lista listas listagem* relacao cronologia inventario",
        "nl": "tabel tabellen lijst lijsten overzicht* tijdlijn*",
    },
    "summary": {
        "en": "summary summaries abstract synopsis digest recap tl;dr tldr gist overview_in_prose key_points highlights "
        "take-home takeaway* short_version executive_summary blurb teaser headline_points fact_sheet minutes",
        "de": "zusammenfassung* kurzfassung* uberblick resumee kurzversion* abriss fazit kernpunkt* protokoll",
        "fr": "resume resumes synthese* abrege version_courte compte_rendu points_cles",
        "es": "resumen resumenes sintesis version_corta puntos_clave",
        "it": "riassunto riassunti sintesi riepilogo versione_breve",
        "pt": "resumo resumos sintese versao_curta",
        "nl": "samenvatting* korte_versie",
    },
    "translation": {
        "en": "translation* version_in",
        "de": "ubersetzung*",
        "fr": "traduction*",
        "es": "traduccion* traducciones",
        "it": "traduzion*",
        "pt": "traducao traducoes",
        "nl": "vertaling*",
    },
    "version": {
        "en": "version edition rendering",
        "de": "fassung* version*",
        "fr": "version*",
        "es": "version*",
        "it": "versione",
        "pt": "versao",
        "nl": "versie*",
    },
    "name": {
        "en": "name names title label",
        "de": "name* titel bezeichnung*",
        "fr": "nom noms intitule",
        "es": "nombre*",
        "it": "nome nomi",
        "pt": "nome*",
        "nl": "naam namen",
    },
    "use": {
        "en": "use uses write say spell prefer",
        "de": "verwend* benutz* nimm nutz* schreib* nehm*",
        "fr": "utilis* ecri* emplo* prefer*",
        "es": "usa use usar utiliz* utilic* escrib* pon* emple*",
        "it": "usa usare utilizz* scriv*",
        "pt": "use usar utiliz* escrev*",
        "nl": "gebruik* schrijf*",
    },
    "file": {
        "": "tsv csv",
        "en": "file files sheet sheets document documents",
        "de": "datei* dokument*",
        "fr": "fichier* document*",
        "es": "archivo* fichero* documento*",
        "it": "file documento documenti",
        "pt": "ficheiro* arquivo* documento*",
        "nl": "bestand* document*",
    },
    "record": {
        "en": "row rows record records entry entries item items line lines one ones",
        "de": "zeile* eintrag* datensatz* datensatze posten",
        "fr": "ligne* entree* enregistrement* element*",
        "es": "fila* registro* entrada* linea*",
        "it": "riga righe voce voci record",
        "pt": "linha* registo* registro* entrada*",
        "nl": "rij rijen regel* record*",
    },
    "own": {
        "en": "own separate individual",
        "de": "eigen* separat* einzeln* gesondert*",
        "fr": "propre propres separe* distinct*",
        "es": "propio propia propios aparte separado*",
        "it": "proprio propria separat*",
        "pt": "proprio propria separad*",
        "nl": "eigen apart* afzonderlijk*",
    },
    "emphasis": {
        "en": "bold italic italics underlined boldface",
        "de": "fett kursiv fettschrift",
        "fr": "gras italique*",
        "es": "negrita* cursiva*",
        "it": "grassetto corsivo",
        "pt": "negrito italico",
        "nl": "vet cursief",
    },
    "out_of": {
        "en": "out_of from",
        "de": "aus",
        "fr": "a_partir_de a_partir_des",
        "es": "a_partir_de",
        "it": "a_partire_da",
        "pt": "a_partir_de",
        "nl": "uit van",
    },
    "edge": {
        "en": "end top bottom beginning start front back before after behind above below between under first last",
        "de": "ende anfang schluss vor nach hinter zwischen oben unten",
        "fr": "fin debut avant apres entre",
        "es": "final principio antes despues entre",
        "it": "fine inizio prima dopo tra",
        "pt": "fim inicio antes depois entre",
        "nl": "einde begin voor na tussen",
    },
    "first": {
        "en": "first",
        "de": "zuerst",
        "fr": "d'abord",
        "es": "primero",
        "it": "prima",
        "pt": "primeiro",
        "nl": "eerst",
    },
    "modal": {
        "en": "should must",
        "de": "soll sollte muss",
        "fr": "doit",
        "es": "debe",
        "it": "deve",
        "pt": "deve",
        "nl": "moet",
    },
    "return": {
        "en": "return hand back",
        "de": "zuruck",
        "fr": "renvoie renvoyez rends retourne",
        "es": "devuelve devuelvelo devuelva",
        "it": "restituisci",
        "pt": "devolva devolve",
        "nl": "retourneer geef",
    },
    "note": {
        "en": "comment comments remark* note notes annotation* tag tags flag flags hint hints docstring* footnote* marker* "
        "label labels badge* marks todo",
        "de": "kommentar* anmerkung* notiz* vermerk* hinweis* markierung* etikett* bemerkung* fussnote* stichwort* todo",
        "fr": "commentaire* remarque* note notes annotation* etiquette* mention* balise*",
        "es": "comentario* nota notas anotacion* etiqueta* marca observacion*",
        "it": "commento commenti nota note annotazion* etichett* osservazion*",
        "pt": "comentario* nota notas anotacao anotacoes etiqueta* observac*",
        "nl": "opmerking* notitie* aantekening* label* commentaar",
    },
    "column": {
        "en": "column* field fields key keys attribute* property properties",
        "de": "spalte* feld felder feldern schlussel* attribut* eigenschaft*",
        "fr": "colonne* champ champs cle cles attribut*",
        "es": "columna* campo* clave* atributo*",
        "it": "colonna colonne campo campi chiave chiavi attribut*",
        "pt": "coluna* campo* chave* atributo*",
        "nl": "kolom* veld velden sleutel*",
    },
    "part": {
        "en": "section* paragraph* chapter* clause* article* line lines row rows entry entries record* item items sentence* "
        "heading* page* block blocks cell cells bullet* step steps task tasks event events card cards cue cues "
        "message* turn function* class method* file files document* text texts value values element* node* object* "
        "group groups header* footer* title* bullet_point* body passage* subsection* appendix annex point points no "
        "number slide* scene* verse* stanza* recipe* question* answer* option* setting* parameter* variable* account* "
        "product* order orders invoice* customer* person people name names category categories week weeks day days month months",
        "de": "abschnitt* absatz absatze absatzes absatzen kapitel* klausel* artikel* zeile* eintrag* datensatz* posten satz satze satzen uberschrift* "
        "seite* block blocke zelle* punkt* schritt* aufgabe* termin* karte* nachricht* funktion* klasse* methode* "
        "datei* dokument* text* wert* element* knoten objekt* gruppe* kopf* fusszeile* titel* ziffer* anhang* name* "
        "position* ereignis* veranstaltung* rezept* frage* antwort* kunde* rechnung* produkt* bestellung* kategorie* woche* tag monat* nr nummer*",
        "fr": "section* paragraphe* chapitre* clause* article* ligne* entree* enregistrement* element* phrase* titre* page* bloc* "
        "cellule* puce* etape* tache* evenement* fiche* message* fonction* fichier* document* texte* valeur* groupe* en-tete* "
        "annexe* nom noms point points produit* commande* facture* client* recette* question* categorie* semaine* jour* mois numero no",
        "es": "seccion* parrafo* capitulo* clausula* articulo* linea* fila* entrada* registro* elemento* frase* titulo* pagina* bloque* "
        "celda* vineta* paso* tarea* evento* ficha* mensaje* funcion* archivo* fichero* documento* texto* valor* grupo* cabecera* encabezado* "
        "anexo* nombre* apartado* producto* pedido* factura* cliente* receta* pregunta* categoria* semana* dia dias mes meses numero",
        "it": "sezion* paragraf* capitol* clausol* articol* riga righe voce voci record element* fras* titol* pagin* blocc* cella celle "
        "punt* pass* attivita evento eventi scheda schede messagg* funzion* file document* testo testi valore valori grupp* intestazion* "
        "allegat* nome nomi prodott* ordini fattur* client* ricett* categori* settiman* giorn* mes*",
        "pt": "secao secoes seccao paragrafo* capitulo* clausula* artigo* linha* entrada* registo* registro* elemento* frase* titulo* pagina* bloco* "
        "celula* topico* passo* tarefa* evento* ficha* mensagem mensagens funcao arquivo* ficheiro* documento* texto* valor* grupo* cabecalho* "
        "anexo* nome* produto* pedido* fatura* cliente* receita* categoria* semana* dia dias mes meses numero",
        "nl": "sectie* alinea* paragraaf paragrafen hoofdstuk* clausule* artikel* regel* rij rijen record* zin zinnen kop koppen pagina* blok* cel cellen "
        "punt* stap* taak taken afspraak bericht* functie* bestand* document* tekst* waarde* groep* bijlage* naam namen product* bestelling* factu* klant* categorie* week weken dag dagen maand*",
    },
    "order_noun": {
        "en": "order sequence alphabetical alphabetically chronological chronologically ascending descending newest_first oldest_first "
        "largest_first smallest_first highest_first lowest_first latest_first earliest_first most_recent_first a-z z-a "
        "numerically reverse biggest_first cheapest_first",
        "de": "reihenfolge alphabetisch* chronologisch* aufsteigend* absteigend* neueste_zuerst alteste_zuerst grosste_zuerst "
        "numerisch zeitlich* sortierung neuste_zuerst teuerste_zuerst",
        "fr": "ordre alphabetique* chronologique* croissant* decroissant*",
        "es": "orden alfabetic* alfabeticamente cronologic* cronologicamente ascendente* descendente* creciente* decreciente*",
        "it": "ordine alfabetic* cronologic* crescente* decrescente*",
        "pt": "ordem alfabetic* cronologic* crescente* decrescente*",
        "nl": "volgorde alfabetisch* chronologisch* oplopend* aflopend*",
    },
    "prose": {
        "en": "prose paragraph plain_english plain_language layman's simple_language everyday_language running_text formal "
        "informal friendlier simpler plainer shorter polite concise reported_speech third_person first_person passive "
        "neutral tone wording flowing active_voice plain_words gender-neutral plainly",
        "de": "fliesstext* einfache_sprache leichte_sprache sachlich* verstandlich* kurzer knapper hoflich* formell* "
        "indirekte_rede dritte_person ton wortlaut einfacher klarer laientauglich neutral* flussig* gendergerecht*",
        "fr": "langage_simple langage_clair style ton plus_court plus_courte plus_clair* troisieme_personne discours_indirect",
        "es": "lenguaje_sencillo lenguaje_claro tono estilo_indirecto mas_corto mas_claro tercera_persona mas_breve",
        "it": "linguaggio_semplice tono terza_persona discorso_indiretto piu_breve",
        "pt": "linguagem_simples linguagem_clara tom terceira_pessoa mais_curto discurso_indireto",
        "nl": "eenvoudige_taal toon lopende_tekst derde_persoon",
    },
    "format": {
        "": "csv tsv json jsonl ndjson yaml yml toml xml html markdown md latex tex rst restructuredtext geojson ics ical icalendar vcf vcard "
        "sql ini org asciidoc xlsx excel ascii bibtex gpx kml srt vtt webvtt protobuf graphql properties plaintext plain_text docx "
        "rdf turtle parquet avro pdf svg po mediawiki wikitext json-lines json_lines",
    },
    "language": {
        "en": "english german french spanish italian portuguese dutch polish swedish danish norwegian finnish czech russian "
        "turkish greek hungarian ukrainian japanese chinese korean arabic welsh irish catalan romanian",
        "de": "deutsch* englisch* franzosisch* spanisch* italienisch* portugiesisch* niederlandisch* polnisch* schwedisch* "
        "danisch* tschechisch* russisch* turkisch* japanisch* chinesisch* norwegisch* ungarisch*",
        "fr": "francais* anglais* allemand* espagnol* italien* portugais* neerlandais* polonais* suedois* russe*",
        "es": "espanol* castellano ingles* aleman* frances* italiano* portugues* neerlandes* polaco* catalan* ruso*",
        "it": "italiano inglese tedesc* francese spagnol* portoghese olandese",
        "pt": "portugues* ingles alemao frances* espanhol* italiano holandes*",
        "nl": "nederlands* engels* duits* frans* spaans* italiaans*",
    },
    "to": {
        "en": "to into as",
        "de": "zu in auf als ins zum zur nach",
        "fr": "en a au par comme vers",
        "es": "a en por como al",
        "it": "in a come per con al",
        "pt": "para em por como a",
        "nl": "naar in als tot door",
    },
    "with": {
        "en": "with by",
        "de": "durch mit gegen",
        "fr": "par avec",
        "es": "por con",
        "it": "con da",
        "pt": "por com",
        "nl": "door met",
    },
    "now": {
        "en": "now henceforth from_now_on newly in_future nowadays today these_days going_forward",
        "de": "jetzt nun nunmehr ab_jetzt ab_sofort kunftig neuerdings inzwischen neu heute mittlerweile",
        "fr": "maintenant desormais dorenavant a_present",
        "es": "ahora a_partir_de_ahora desde_ahora",
        "it": "ora adesso d'ora_in_poi",
        "pt": "agora doravante a_partir_de_agora",
        "nl": "nu voortaan vanaf_nu tegenwoordig",
    },
    "be": {
        "en": "is are be was were been being has have had",
        "de": "ist sind sein war waren hat haben wird werden wurde worden soll sollen sollte muss mussen",
        "fr": "est sont etre soit etait doit doivent ont a_ete",
        "es": "es son esta estan ser sea sean debe deben han ha",
        "it": "e sono essere sia deve devono ha",
        "pt": "e sao esta estao ser seja deve devem foi",
        "nl": "is zijn wordt worden moet moeten heeft",
    },
    "per": {
        "en": "per each by one_per",
        "de": "pro je nach jeweils",
        "fr": "par chaque",
        "es": "por cada",
        "it": "per ogni",
        "pt": "por cada",
        "nl": "per elke",
    },
}
"""Nouns and linking words."""
