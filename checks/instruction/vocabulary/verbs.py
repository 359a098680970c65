"""Verbs that ask for an operation, and the light verbs that do so with an object."""

from __future__ import annotations

VERBS: dict[str, dict[str, str]] = {
    "rename": {
        "en": "renam* relabel* rebrand* retitl* rechristen* re-nam* re-label*",
        "de": "umbenenn* umbenannt* benenn+um benennt+um benenne+um nenn+um nenne+um umtauf* umtitul* umgetauft heiss*+um",
        "fr": "renomm* rebaptis* reintitul*",
        "es": "renombr* rebautiz*",
        "it": "rinomin* ribattezz* rinomina",
        "pt": "renome* rebatiz*",
        "nl": "hernoem* hernoemd* herdoop*",
    },
    "call": {
        "en": "goes_by_the_name go_by_the_name known_as call called nam* titled entitled labelled labeled",
        "de": "heiss* hiess* genannt nenn* nenne benannt",
        "fr": "appel* nomm* intitul*",
        "es": "llam* denomin*",
        "it": "chiam* denomin*",
        "pt": "chama* chame* denomin*",
        "nl": "heet* heten noem* genoemd",
    },
    "become": {
        "en": "becom* became",
        "de": "wird werden wurde wurden werde",
        "fr": "devien* deviendr* devenir devenu*",
        "es": "pasa_a_ser pasa_a pasan_a pase_a pasen_a se_convierte se_convierten",
        "it": "divent* divien*",
        "pt": "passa_a passam_a passa_para torna-se",
        "nl": "wordt worden",
    },
    "replace": {
        "en": "replac* substitut* swap+for swap+with exchang*+for swap*+for swap*+with swapp*+for swapp*+with",
        "de": "ersetz* austausch* tausch*+aus tausch*+gegen",
        "fr": "remplac* substitu*",
        "es": "reemplaz* reemplac* sustitu* remplaz* remplac* substitu* cambi*+por",
        "it": "sostitu* rimpiazz* sostituisc*",
        "pt": "substitu* troc*+por troqu*+por",
        "nl": "vervang* vervangen",
    },
    "scale": {
        "en": "increas* decreas* rais* lower* reduc* multipl* divid* doubl* tripl* halv* scal* discount* round* bump* "
        "uplift* delay* postpon* advanc* defer* shift* offset* recalculat* rescal* inflat* deflat* quadrupl* "
        "cut+by move+by push+back go+up goes+up went+up going+up go+down goes+down bring+forward knock+off set+back set+forward put+back put+forward turn+back turn+forward wind+back "
        "subtract* deduct* convert+currency renumber*",
        "de": "erhoh* vermehr* senk* reduzier* verring* multiplizier* verdoppel* verdreifach* halbier* skalier* rund* "
        "gerundet* aufrund* abrund* verschieb* verschob* verleg* vorverleg* verteuer* verbillig* steig* anheb* heb+an "
        "umrechn* umgerechnet* rechn*+um heb*+an setz*+herauf setz*+herab zieh*+ab subtrahier* addier* aufschlag* "
        "schlag*+auf kurz+um teil+durch hochsetz* herabsetz* erhohen",
        "fr": "augment* diminu* redui* reduct* multipl* divis* doubl* tripl* major* minor* baiss* arrond* decal* report* "
        "avanc* retard* recalcul* hauss* relev* soustra* rabaiss*",
        "es": "aument* disminu* reduc* reduzc* multipl* multipliqu* divid* duplic* dupliqu* triplic* sub* baj* redond* "
        "retras* adelant* aplaz* desplaz* desplac* increment* rebaj* rest+a recalcul* posterg* encarec* atras*",
        "it": "aument* diminu* riduc* riduci moltiplic* divid* raddopp* dimezz* arrotond* spost+di posticip* anticip* "
        "ricalcol* ritard* increment* alz* abbass* scont*",
        "pt": "aument* diminu* reduz* multipl* divid* dobr* duplic* arredond* adi* adiant* atras* recalcul* increment*",
        "nl": "verhoog* verhog* verlaag* verlag* verminder* vermenigvuldig* verdubbel* halveer* halver* afrond* afgerond* "
        "rond+af verschuif* verschuiv* verzet* omreken* reken+om herbereken*",
    },
    "set": {
        "en": "set sets setting correct* fix* updat* assign* overwrit* adjust* amend* mend* patch* rectif*",
        "de": "korrigier* berichtig* aktualisier* setz* setze festleg* richtigstell* verbesser* anpass* pass+an "
        "* abander* abzuandern",
        "fr": "corrig* rectifi* actualis* mettez_a_jour mets_a_jour mettre_a_jour mettez_a_jour mise_a_jour regl* fix* "
        "ajust* met_a_jour",
        "es": "corrig* correg* actualic* actualiz* rectif* ajust* fij* pon+a ponga+a arregl*",
        "it": "corregg* aggiorn* rettific* imposta* impost* sistem*",
        "pt": "corrij* corrig* atualiz* actualiz* retific* ajust* defin*",
        "nl": "corrigeer* corriger* verbeter* wijzig+naar bijwerk* werk+bij zet+op stel+in actualis*",
    },
    "wrong": {
        "en": "wrong incorrect incorrectly mistaken misstated typo outdated erroneous",
        "de": "falsch* fehlerhaft* verkehrt* veraltet* tippfehler",
        "fr": "faux fausse errone* incorrect* perime*",
        "es": "mal incorrect* equivocad* errone*",
        "it": "sbagliat* errat* scorrett*",
        "pt": "errad* incorret*",
        "nl": "fout* verkeerd* onjuist*",
    },
    "insert": {
        "en": "add adds adding added insert* append* prepend* include includes enter enters entered introduc* "
        "register* put+in fill+in fill+up fills+in write+in slot+in squeeze+in attach* supplement* complet* enrol* "
        "log+as record+as",
        "de": "hinzufug* einfug* erganz* erganze anhang* anfug* fug*+hinzu fug*+ein fug*+an trag*+ein trag*+nach nachtrag* "
        "eintrag* nimm+auf nehm*+auf aufnehm* aufgenommen setz*+ein einsetz* hang*+an beifug* "
        "vervollstandig* full*+aus ausfull* ausgefullt dazuschreib* einbau* bau+ein schreib*+dazu leg+an",
        "fr": "ajout* insere* inser* complet* annex* rajout* introdui* inscri* adjoin* intercal* rempl* enregistr*",
        "es": "anad* agreg* insert* incorpor* adjunt* complet* incluy* inclu* rellen* apunt* introduz* introduc* inscrib*",
        "it": "aggiung* inserisc* inser* complet* append* includ* compil* allega*",
        "pt": "adicion* acrescent* inser* insir* complet* inclu* anex* preench* junt+ao",
        "nl": "voeg+toe voeg+in toevoeg* invoeg* aanvul* vul+aan vul+in invul* neem+op opnem* zet+erbij toegevoegd",
    },
    "delete": {
        "en": "cut delet* remov* drop drops dropped dropping eras* discard* strip* purg* omit* eliminat* scrap* expung* prun* "
        "exclud* get_rid_of gets_rid_of do_away_with kick+out take+out takes+out throw+out throw+away throw+off "
        "cut+out leave+out leav*+out left+out strike* strik+out weed+out clear+out clean+out rip+out cross+out toss* chuck* "
        "wip+out wipe+out take+off takes+off withdraw* remove* ditch* redact* kill kills",
        "de": "losch* entfern* streich* gestrichen* weglass* weggelassen lass*+weg lass*+aus auslass* wegfall* fall+weg fall*+weg "
        "fallen+raus nimm+heraus nimm+raus nehm*+heraus nehm*+raus heraus_nehmen herausnehm* herausgenommen rausnehm* "
        "werf*+weg wirf+weg wegwerf* werf*+raus wirf+raus rauswerf* rausschmeiss* schmeiss*+raus schmeiss*+weg "
        "tilg* beseitig* eliminier* ausschliess* schliess+aus verzicht+auf fliegen+raus fliegt+raus raus+damit "
        "entfall* bereinig*+von ausblend* aussortier* sortier+aus loesch*",
        "fr": "supprim* enlev* effac* retir* elimin* ecart* omet* omett* exclu* suppression ot+de jet+les",
        "es": "elimin* borr* suprim* quit* retir* exclu* descart* omit* sac+de tach*",
        "it": "elimin* cancell* rimuov* rimoss* togli* tolga* tolg* scart* omett* esclud*",
        "pt": "elimin* apag* remov* suprim* retir* exclu* descart* omit* delet* tir+de tire* elimin*",
        "nl": "verwijder* wis wist wissen schrap* laat+weg weglat* weggelaten haal+weg haal+uit haal+eruit gooi+weg "
        "weghal* gooi+eruit",
    },
    "filter": {
        "en": "filter* restrict* narrow* select* limit+to confin* whittl*",
        "de": "filter* herausfilter* beschrank* eingrenz* auswahl* wahl*+aus ausgewahlt einschrank* schrank+ein",
        "fr": "filtr* restrei* selectionn* limit+a",
        "es": "filtr* seleccion* restring* limit+a",
        "it": "filtr* selezion* limit+a restring*",
        "pt": "filtr* selecion* restring* limit+a",
        "nl": "filter* selecteer* selecter* beperk*",
    },
    "reorder": {
        "en": "sort sorts sorted sorting reorder* re-order* rearrang* re-sort* resort* alphabeti* order_by order_them order_the "
        "arrang* rank* revers* shuffl* sequenc* ordered ordering",
        "de": "sortier* umsortier* stell+um ordn* anordn* reih* umordn* neu_ordnen geordnet* umkehr* stell+nach "
        "umgestellt alphabetisier* einsortier*",
        "fr": "tri trie triez trier tries triee triees reordonn* ordonn* class* rang* inters* invers* reorganis* retri*",
        "es": "orden* reorden* clasific* invert* coloc+por reorganiz* reorganic*",
        "it": "ordin* riordin* invert* dispon*",
        "pt": "orden* reorden* classific* invert* organiz*",
        "nl": "sorteer* sorter* orden* rangschik* herschik* omdraai* gesorteerd",
    },
    "split": {
        "en": "split* separat* break+up break+down break+into divide+into partition* carv* cut+into divid*+into chop*+into "
        "break*+into segment* slic* burst*",
        "de": "aufteil* teil*+auf aufgeteilt* zerleg* aufspalt* spalt*+auf trenn* auftrenn* aufgliedern aufsplitt* splitt* "
        "zerteil* verteil+auf unterteil* getrennt*",
        "fr": "separ* scind* decoup* diviser divis*+en divise+en fraction* eclat* repart* partag* dissoci*",
        "es": "separ* divid+en divid*+en divide+en dividir+en part* desglos* repart* trocea* fraccion*",
        "it": "separ* divid*+in dividi+in suddivid* spezz* scind* scompon*",
        "pt": "separ* divid*+em reparta* desdobr* particion* fracion*",
        "nl": "splits* opsplits* opdel* deel+op verdeel* scheid* opgesplitst",
    },
    "merge": {
        "en": "merg* combin* join joins joined joining consolidat* unif* fuse fuses fused concatenat* dedup* de-dup* "
        "collat* put+together bring+together bring*+together interleav* reconcil*",
        "de": "zusammenfuhr* zusammengefuhrt* verein* verschmelz* kombinier* zusammenleg* fuhr*+zusammen leg*+zusammen verbind* "
        "zusammenfug* fug*+zusammen mergen vereinig* bundel* dedupliz* abgleich*",
        "fr": "fusionn* combin* regroup* reuni* joindre concaten* consolid* rassembl*",
        "es": "combin* fusion* junt* un unir une unan uni unifi* consolid* reun* une",
        "it": "uni* unisc* combin* fond* accorp* consolid* riun*",
        "pt": "combin* jun* mescl* una unir fund* fusion* consolid* agrup*",
        "nl": "samenvoeg* voeg+samen combineer* combiner* bundel* samengevoegd",
    },
    "convert": {
        "en": "convert* transform* export* flatten* reshap* serializ* serialis* port ported transpos* pivot* migrat* "
        "transcod* reencod* re-encod* express* render* sav+as dump* cast unroll* transliterat* conversion",
        "de": "konvertier* umwandel* umwandl* wandel*+um wandl*+um wandle+um umgewandelt* exportier* uberfuhr* umsetz* transformier* umform* "
        "form+um ubertrag* abspeicher* transponier* konversion",
        "fr": "convert* transform* export* aplati* transpos* conversion",
        "es": "convert* conviert* transform* export* aplan* transpon* conversion",
        "it": "convert* trasform* esport* appiatti* traspon* conversione",
        "pt": "convert* transform* export* achat* conversao",
        "nl": "converteer* converter* omzet* zet+om exporteer* exporter* omgezet* conversie",
    },
    "extract": {
        "en": "extract* list lists listing pull+out pull+from pulls+out tabulat* count counts counting enumerat* compil* collect* "
        "gather* tally summ*+up sum how_many how_much totals compute* calculat* pick+out pick*+out grab* aggregat* "
        "work+out figure+out lift+out index harvest* find find+all identif* lookup look+up retriev*",
        "de": "extrahier* auflist* list*+auf liste+auf aufzahl* zahl zahle zahlen+auf zahl*+auf herauszieh* zieh*+heraus zieh*+raus "
        "herausgezogen* herausschreib* schreib*+heraus schreib*+raus wie_viele wieviel* wie_viel zusammenstell* "
        "stell*+zusammen tabellier* berechn* ausrechn* rechn*+aus summier* ermittl* ermittel* heraussuch* such*+heraus "
        "such*+raus zusammentrag* auszahl* aufstellung herauslos* hol+raus",
        "fr": "extrai* extract* list* list enumer* compte comptez compter combien recens* calcul* relev+les tabul* agreg* "
        "repertori* denombr* recuper* collect*",
        "es": "extra* extraig* list* enumer* cuent* cont contar cuantos cuantas cuanto cuanta recopil* calcul* recog* tabul* sum suma agreg+por "
        "sac+lista reun*+lista",
        "it": "estra* elenc* conta contare quanti quante calcol* estrai estrapol* raccogl* enumer* tabul*",
        "pt": "extrai* extra* list* enumer* conta contar conte quantos quantas calcul* recolh* tabul*",
        "nl": "extraheer* opsom* som+op haal+eruit tel tellen hoeveel bereken* oplijst* lijst+op",
    },
    "annotate": {
        "en": "annotat* mark marks marked marking flag flags flagged flagging tag tags tagged tagging highlight* comment+on "
        "label+as labell* earmark* denot* footnot* bookmark* badge* classif* categori*",
        "de": "markier* annotier* kennzeichn* gekennzeichnet* auszeichn* kommentier* hervorheb* heb*+hervor anmerk* merk*+an "
        "vermerk* unterstreich* versieh* verseh* tagg* klassifizier* kategorisier* anstreich*",
        "fr": "annot* marqu* signal* etiquet* surlign* comment* indiqu* balis*",
        "es": "anot* marc* marqu* senal* etiquet* resalt* coment* subray* destac* destaqu*",
        "it": "annot* segnal* contrassegn* evidenzi* etichett* marca* comment*",
        "pt": "anot* marc* marqu* assinal* etiquet* destac* destaqu* coment* sinaliz*",
        "nl": "markeer* marker* annoteer* annoter* label* aanduid* duid+aan taggen",
    },
    "reformat": {
        "en": "reformat* re-format* pretty-print* prettify* prettifi* pretty_print indent* beautif* tidy tidied reindent* normalis* "
        "normaliz* standardis* standardiz* lint* wrap wrapped rewrap* realign* align* minif* reflow* capitali* "
        "lowercas* uppercas* unescape* escap* harmoni* clean+up tidy+up homogeni*",
        "de": "formatier* umformatier* einruck* eingeruckt* ruck+ein vereinheitlich* normalisier* aufraum* raum+auf standardisier* "
        "umbrech* umgebrochen* ausricht* richt+aus harmonisier*",
        "fr": "reformat* format formate formatez formater indent* normalis* standardis* uniformis* harmonis* align*",
        "es": "reformat* formate* sangr* normaliz* normalic* estandari* unific*+formato alin* indent* uniformi*",
        "it": "riformatt* formatt* indent* normalizz* standardizz* uniform* alline*",
        "pt": "reformat* formate* formata* indent* normaliz* padroniz* alinh* uniformiz*",
        "nl": "herformatteer* formatteer* formatter* inspring* normaliseer* standaardiseer* uitlijn* lijn+uit",
    },
    "rewrite": {
        "en": "rewrit* rewrot* reword* rephras* paraphras* shorten* simplif* anonymi* pseudonymi* tighten* tone+down polish* "
        "condens* trim trims trimmed proofread* copyedit* copy-edit* copy_edit edit+for cut+to make+sound make+less make+more redraft* recast* abridg* "
        "clarif* streamlin* soften* depersonal* cut+down smooth* jazz* de-identif* deidentif* formulat* make+shorter "
        "make+clearer make+simpler make+politer make+formal make+friendlier make+readable liven* improve+style "
        "make+plainer make+concise",
        "de": "umschreib* schreib*+um umformulier* formulier* formulier+um kurz kurze kurzen gekurzt* verkurz* vereinfach* "
        "anonymisier* pseudonymisier* straff* uberarbeit* umgeschrieben* glatt* neu_formulieren entscharf* "
        "redigier* lektorier* schwarz* paraphrasier* versachlich* aufpolier*",
        "fr": "reecri* reformul* paraphras* raccourci* abreg* simplifi* anonymis* pseudonymis* resserr* redig* adouci* "
        "remani* clarifi* allege* ecourt* condens* pseudonymis*",
        "es": "reescrib* reformul* redact* acort* simplific* simplifiqu* anonimi* abrevi* parafrase* suavi* pul* aclar* "
        "condens* seudonimi*",
        "it": "riscriv* riformul* parafras* accorci* semplific* anonimizz* abbrevi* snell* chiar*",
        "pt": "reescrev* reformul* parafrase* encurt* simplific* simplifiqu* anonimi* redij* abrevi* enxug*",
        "nl": "herschrijf* herschrijv* herformuleer* parafraseer* inkort* kort+in vereenvoudig* anonimiseer* anonimiser* "
        "verkort* herschreven",
    },
    "summarize": {
        "en": "summari* condens* sum+up recap* distil* digest* boil+down outlin* brief+on",
        "de": "zusammenfass* zusammengefasst* fass*+zusammen fass+zusammen zusammenfassung* resumier* zusammen_fassen",
        "fr": "resum* recapitul* synthetis* synthes*",
        "es": "resum* recapitul* sinteti* sintetic*",
        "it": "riassum* riepilog* sintetizz*",
        "pt": "resum* recapitul* sintetiz*",
        "nl": "samenvat* vat+samen samengevat*",
    },
    "translate": {
        "en": "translat* locali* render+in render+into",
        "de": "ubersetz* ubertrag+ins ubertrag*+ins lokalisier* uebersetz*",
        "fr": "tradui* traduct*",
        "es": "traduc* traduz* traduzc*",
        "it": "tradu* traduc* traducz*",
        "pt": "traduz* traduc*",
        "nl": "vertaal* vertal*",
    },
    "check": {
        "en": "check* verif* validat* make_sure ensur* confirm* proof* look+over look+through go+through review* inspect* audit* "
        "see_if see_whether double-check* scan+for look+for test+whether double_check",
        "de": "pruf* uberpruf* kontrollier* nachpruf* verifizier* validier* schau*+nach sieh+nach sieh+durch schau*+durch "
        "durchseh* stell+sicher check* vergewisser* nachseh* nachschau* geh+durch seh*+durch gegencheck*",
        "fr": "verifi* control* valid* assure* relis* relire revois",
        "es": "comprueb* comprob* verific* verifiqu* revis* valid* asegur* chequ*",
        "it": "controll* verific* valid* assicur* rived*",
        "pt": "verific* verifiqu* confir* valid* rev reve certifi* cheque* revis* assegur*",
        "nl": "controleer* controler* nakijk* kijk+na check* verifieer* nagaan ga+na valideer*",
    },
    "make": {
        "en": "make makes give gives need needs want wants create* produc* write writes generat* build builds prepar* draft* draw+up "
        "provid* get show shows return* output* deliver* compos* furnish* send would_like turn+into turn*+into get+as "
        "put+together i'd_like",
        "de": "mach* erstell* gib geb* brauch* brauche mocht* hatte_gern* schreib* liefer* erzeug* bau* "
        "anleg* zeig* will wollen ausgeb* gibst benotig* hatten_gern* anfertig* fertig+an verfass* generier*",
        "fr": "fais faire faites fait donn* besoin veux voudr* voul* cree creez creer ecri* produi* prepar* etabl* gener* "
        "fourn* montr* redig* dress* sors sort sortez",
        "es": "haz hag* hacer da dame deme danos necesit* quier* quer* crea* cre* escrib* gener* produ* prepar* muestr* "
        "entreg* devuelv* elabor* pas_me pasame monta",
        "it": "fai fare fa dammi dai dia dacci serv* vogli* vorr* crea* scriv* prepar* produ* gener* mostr* fornisc* restitu* bisogno",
        "pt": "faz faca fazer da-me de-me preciso precis* quer* gostar* crie* cria* escrev* gere* prepar* produz* mostr* devolv* elabor*",
        "nl": "maak* mak* geef* gev* wil willen nodig heb schrijf* lever* toon* stel+op graag",
    },
    "put": {
        "en": "put puts putting plac* bring brings turn turns transfer*",
        "de": "bring* stell* setz* leg* pack* verschieb*",
        "fr": "met mets mett* plac* pass*",
        "es": "pon* pong* coloc* coloqu* pas* pas",
        "it": "metti* mett* porta* colloc*",
        "pt": "pon* ponha* poe* coloc* coloqu* pass*",
        "nl": "zet* plaats* breng*",
    },
    "move": {
        "en": "move* moving relocat* push pushes swap* swaps switch* exchang*",
        "de": "verschieb* verschob* verleg* rutsch* tausch* vertausch* vorzieh* zieh+vor wander*",
        "fr": "deplac* boug* permut* echang*",
        "es": "muev* mov* traslad* intercambi* pas",
        "it": "spost* scambi*",
        "pt": "mov* mova* desloc* troc*",
        "nl": "verplaats* verschuif* wissel* verwissel*",
    },
}
"""Verbs by what they ask for."""
