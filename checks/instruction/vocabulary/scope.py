"""Words that say how far an instruction reaches: the rest, only, except, unchanged, not, and their kin."""

from __future__ import annotations

SCOPE: dict[str, dict[str, str]] = {
    "negation": {
        "en": "not don't dont never no without neither nor cannot can't won't mustn't shouldn't doesn't isn't aren't avoid* refrain* "
        "do_not does_not none",
        "de": "nicht kein* nie niemals ohne weder vermeid*",
        "fr": "ne n' pas sans jamais aucun* ni evit*",
        "es": "no sin nunca ningun* tampoco ni jamas",
        "it": "non senza mai nessun* ne",
        "pt": "nao sem nunca nenhum* nem",
        "nl": "niet geen nooit zonder",
    },
    "nothing": {
        "en": "nothing nowhere",
        "de": "nichts nirgends nirgendwo",
        "fr": "rien",
        "es": "nada",
        "it": "niente nient' nulla null'",
        "pt": "nada",
        "nl": "niets niks",
    },
    "rest": {
        "en": "rest else other others remaining remainder otherwise further elsewhere anything_else everything_else "
        "everyone_else all_others surrounding besides beyond",
        "de": "rest restlich* ubrig* sonst sonstig* ansonsten ander* weiter* daruber_hinaus drumherum anderswo",
        "fr": "reste restant* autre* autrement ailleurs d'autre sinon autour",
        "es": "resto demas otro otra otros otras restante* mas",
        "it": "resto altro altra altri altre restante* restanti rimanent* altrimenti altrove",
        "pt": "resto demais outro outra outros outras restante* mais",
        "nl": "rest overige* ander* verder resterend* elders",
    },
    "everything": {
        "en": "everything all every each whole entire any anything everyone throughout everywhere complete both",
        "de": "alles alle allen aller jed* ganz* gesamt* samtlich* uberall durchgehend komplett* beide*",
        "fr": "tout toute tous toutes chaque partout entier* ensemble quoi_que_ce_soit",
        "es": "todo toda todos todas cada entero* ambos ambas",
        "it": "tutto tutta tutti tutte ogni ovunque intero",
        "pt": "tudo todo toda todos todas cada ambos ambas",
        "nl": "alles alle elk* ieder* hele overal",
    },
    "stay": {
        "en": "stay* remain* keep keeps kept keeping leave leaves leaving left preserv* retain* maintain* surviv* hold holds "
        "continu* stand stands",
        "de": "bleib* lass* lass belass* belasse behalt* beibehalt* erhalten beibehalten bewahr* behalte lasst",
        "fr": "rest* reste restent laiss* gard* conserv* maint* mainten* preserv* demeur*",
        "es": "qued* dej* manten* mantien* conserv* permanec* preserv* respet* sigu* guard*",
        "it": "rest* rimang* riman* lasci* manten* mantien* conserv* tien* preserv*",
        "pt": "fic* deix* manten* mantem manten* conserv* permanec* preserv* fiqu* mantenha*",
        "nl": "blijf* blijv* laat laten behoud* houd* bewaar*",
    },
    "unchanged": {
        "en": "unchanged untouched unaltered unmodified intact alone as_is as_it_is as_they_are as_it_stands as_they_stand "
        "as_before as_written as_printed as_it_was as_they_were same identical verbatim word_for_word "
        "byte_for_byte unaffected just_as_it_is in_peace literally one_to_one exactly_as hands_off as_now",
        "de": "unverandert* unangetastet* unberuhrt* gleich* identisch* wie_bisher wie_es_ist wie_sie_sind wie_er_ist wie_sie_ist "
        "wie_vorher wie_gehabt intakt* wortlich* wortgetreu wortwortlich so_wie wie_gedruckt eins_zu_eins 1:1 "
        "genauso in_ruhe so_bleib* finger_weg",
        "fr": "inchange* tel_quel telle_quelle tels_quels telles_quelles intact* identique* l'_identique mot_pour_mot meme memes "
        "comme_avant tel_qu' comme_il_est comme_elle_est tranquille en_l'_etat",
        "es": "igual* intact* inalterad* tal_cual tal_como sin_cambios sin_tocar sin_modificar mismo misma mismos mismas identic* "
        "como_esta como_estan literalmente palabra_por_palabra en_paz",
        "it": "invariat* intatt* inalterat* com'e cosi_com'e tale_e_quale stesso stessa stessi stesse identic* cosi_come "
        "letteralmente immutat* come_sono come_e",
        "pt": "inalterad* intact* igual iguais tal_qual tal_como como_esta como_estao mesmo mesma mesmos mesmas identic* "
        "sem_alteracoes sem_mudancas intocad* literalmente",
        "nl": "ongewijzigd* onveranderd* onaangeroerd* intact zoals hetzelfde dezelfde identiek* letterlijk met_rust ongemoeid "
        "gelijk",
    },
    "change": {
        "en": "chang* touch* alter* modif* edit edits edited editing tamper* meddl* fiddl* mess messing amend* adapt* improv* "
        "tweak* affect* interfer* disturb*",
        "de": "änder* aender* geandert* verander* anfass* angefasst* anruhr* angeruhrt* beruhr* anta* antasten angetastet* bearbeit* "
        "modifizier* abänder* fass*+an ruhr*+an taste+an anpass* umänder* änderung* geändert* veränder* veranderung*",
        "fr": "chang* touch* modifi* alter* retouch* modification* changement* boug*",
        "es": "cambi* toc* toqu* modif* alter* edit* cambio* modificacion* retoc*",
        "it": "cambi* tocc* modific* alter* ritocc*",
        "pt": "mud* toqu* toc* mexe* mex* alter* modif* mudanca* alteracao alteracoes",
        "nl": "wijzig* verander* aanraak* raak+aan aankom* kom+aan bewerk* pas+aan aanpass* wijziging*",
    },
    "only": {
        "en": "only just solely exclusively merely nothing_but purely simply alone",
        "de": "nur bloss ausschliesslich lediglich allein* einzig",
        "fr": "seulement uniquement juste exclusivement que seul seule seuls seules simplement rien_que",
        "es": "solo solamente unicamente exclusivamente nada_mas_que tan_solo",
        "it": "solo soltanto solamente unicamente esclusivamente",
        "pt": "so somente apenas unicamente exclusivamente",
        "nl": "alleen slechts enkel uitsluitend",
    },
    "except": {
        "en": "except excepting excluding exclud* apart_from aside_from other_than besides all_but everything_but with_the_exception "
        "but_not save_for unless bar",
        "de": "ausser ausgenommen bis_auf mit_ausnahme abgesehen ausnahme* aber_nicht ausschliesslich_der",
        "fr": "sauf excepte* hormis exception hors a_part mais_pas",
        "es": "excepto salvo menos exceptuando aparte a_excepcion pero_no",
        "it": "tranne eccetto salvo escluso esclus* a_parte meno ma_non",
        "pt": "exceto excepto salvo menos a_excecao fora tirando mas_nao",
        "nl": "behalve uitgezonderd op_na met_uitzondering maar_niet",
    },
    "instead": {
        "en": "instead_of rather_than in_place_of in_lieu_of",
        "de": "statt anstatt anstelle an_stelle",
        "fr": "au_lieu_de au_lieu_d' plutot_que a_la_place_de au_lieu_du",
        "es": "en_vez_de en_lugar_de en_vez_del en_lugar_del",
        "it": "invece_di anziche al_posto_di",
        "pt": "em_vez_de em_lugar_de ao_inves_de",
        "nl": "in_plaats_van",
    },
    "condition": {
        "en": "if when where whenever in_case provided whether wherever",
        "de": "wenn falls sofern ob wo sobald",
        "fr": "si lorsque quand s'il ou",
        "es": "si cuando donde",
        "it": "se quando dove",
        "pt": "se quando onde caso",
        "nl": "als indien wanneer of waar",
    },
    "polite": {
        "en": "please kindly could can would you i we i'd",
        "de": "bitte kannst konntest konnten konnen du sie ich wir mal",
        "fr": "s'il_vous_plait s'il_te_plait svp stp merci peux-tu pouvez-vous pourriez-vous peux pouvez j'",
        "es": "por_favor puedes podrias podria puede",
        "it": "per_favore per_cortesia puoi potresti",
        "pt": "por_favor podes pode poderia",
        "nl": "alsjeblieft graag kun kunt je aub",
    },
    "that_is_all": {
        "en": "that's_all that_is_all that's_it nothing_more no_more_than_that and_that's_it",
        "de": "das_ist_alles das_war's mehr_nicht das_wars nichts_weiter sonst_nichts mehr_ist_nicht",
        "fr": "c'est_tout rien_d'autre rien_de_plus et_rien_d'autre",
        "es": "eso_es_todo nada_mas",
        "it": "e_tutto nient'altro niente_altro nient'_altro nulla_piu",
        "pt": "e_so isso e_tudo nada_mais",
        "nl": "dat_is_alles verder_niets niets_anders",
    },
}
"""Closed classes."""
