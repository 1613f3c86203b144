"""French ways of reporting speech, on invented sentences: who is only *on*, what marks surround, who is presented."""

from __future__ import annotations

import pytest

from test_statements_unseen import told
from test_who_said_it import needs_french, voices

STATEMENTS: list[tuple[str, list[tuple[str, str | None, str | None]]]] = [
    (
        "Au cabinet de la ministre, on indique que la décision revient aux régions.",
        [("que la décision revient aux régions", "indique", "cabinet de la ministre")],
    ),
    (
        "Dans l'entourage du maire, on reconnaît que les marges sont « faibles ».",
        [("que les marges sont « faibles »", "reconnaît", "l'entourage du maire")],
    ),
    (
        "À la Sofinex, la principale société du secteur, on dit redouter un effondrement des ventes.",
        [("redouter un effondrement des ventes", "dit", "la Sofinex")],
    ),
    (
        "Du côté du syndicat Force Agricole, qui évoque plutôt 300 exploitations, on réclame « un plan d'urgence ».",
        [
            ("plutôt 300 exploitations", "évoque", "syndicat Force Agricole"),
            ("un plan d'urgence", "réclame", "syndicat Force Agricole"),
        ],
    ),
    (
        "Place Beauvau, on rappelle que le préfet « applique la loi ».",
        [("que le préfet « applique la loi »", "rappelle", "Place Beauvau")],
    ),
    (
        "« Rien n'est tranché », avance-t-on le plus calmement du monde à la préfecture.",
        [("Rien n'est tranché", "avance-t-on", "la préfecture")],
    ),
    (
        "Au ministère, on déplore « un emballement », tout en soulignant n'avoir « jamais parlé de fermeture ».",
        [
            ("un emballement", "déplore", "ministère"),
            ("n'avoir « jamais parlé de fermeture »", "en soulignant", "ministère"),
        ],
    ),
    (
        "Faux, rétorque le syndicat Force Rail, qui brandit un courriel de la direction.",
        [("Faux", "rétorque", "le syndicat Force Rail")],
    ),
    ("« Ils ont triché », accuse le gardien.", [("Ils ont triché", "accuse", "le gardien")]),
    (
        "« Aucun lien ne peut être établi », prennent toutefois soin de préciser les auteurs.",
        [("Aucun lien ne peut être établi", "prennent toutefois soin de préciser", "les auteurs")],
    ),
    (
        "La ministre a annoncé plusieurs mesures lundi soir, assurant entendre une inquiétude « fondée "
        "» et promettant un débat.",
        [
            ("plusieurs mesures", "a annoncé", "La ministre"),
            ("entendre une inquiétude « fondée »", "assurant", "La ministre"),
            ("un débat", "promettant", "La ministre"),
        ],
    ),
    (
        "Jeanne Roy a quitté la salle en disant ne plus croire à la justice.",
        [("ne plus croire à la justice", "en disant", "Jeanne Roy")],
    ),
    (
        "Le ministère rappelle que « le prix a été fixé en concertation » et met en garde contre « "
        "toute tentative d'intimidation ».",
        [
            ("le prix a été fixé en concertation", "rappelle", "Le ministère"),
            ("contre « toute tentative d'intimidation »", "met en garde", "Le ministère"),
        ],
    ),
    (
        "Le syndicat juge ces mesures insuffisantes et réclame un débat.",
        [("ces mesures insuffisantes", "juge", "Le syndicat"), ("un débat", "réclame", "Le syndicat")],
    ),
    ("Le tribunal a condamné le chauffeur à six mois de prison.", []),
    ("Les abeilles reconnaissent les visages.", []),
    (
        '« Mon fils me répète : "Papa, vends tout" », sourit le paysan.',
        [
            ('Mon fils me répète : "Papa, vends tout"', "sourit", "le paysan"),
            ("Papa, vends tout", "me répète", "Mon fils"),
        ],
    ),
    (
        "« Un infirmier m'a dit, dans le couloir, que les douches étaient condamnées », raconte Nadia Ferrand.",
        [
            ("Un infirmier m'a dit, dans le couloir, que les douches étaient condamnées", "raconte", "Nadia Ferrand"),
            ("que les douches étaient condamnées", "m'a dit", "Un infirmier"),
        ],
    ),
    (
        "« Il y a des gens qui disent +non, on ne veut pas venir+ », a-t-elle regretté.",
        [
            ("Il y a des gens qui disent +non, on ne veut pas venir+", "a-t-elle regretté", "elle"),
            ("non, on ne veut pas venir", "disent", "des gens"),
        ],
    ),
    (
        "« Le président a demandé aux syndicats de lancer un appel au calme », a déclaré la porte-parole.",
        [
            ("Le président a demandé aux syndicats de lancer un appel au calme", "a déclaré", "la porte-parole"),
            ("aux syndicats de lancer un appel au calme", "a demandé", "Le président"),
        ],
    ),
    (
        "Pour Me Karim Ben Salem, qui défend les familles, « il n'y a pas de hasard ».",
        [("il n'y a pas de hasard", "Pour", "Me Karim Ben Salem")],
    ),
    (
        "La rencontre a tourné court, a regretté la ministre, Anne Petit, pour qui la dispute « "
        "affaiblit » le mouvement.",
        [
            ("La rencontre a tourné court", "a regretté", "la ministre, Anne Petit"),
            ("la dispute « affaiblit » le mouvement", "pour qui", "la ministre, Anne Petit"),
        ],
    ),
    (
        "Selon la directrice générale du centre de services, Chantal Broche, l'établissement aurait besoin de travaux.",
        [
            (
                "l'établissement aurait besoin de travaux",
                "Selon",
                "la directrice générale du centre de services, Chantal Broche",
            )
        ],
    ),
    (
        "D'après le quotidien Rheinische Post, que cite une agence, le directoire ne se serait pas prononcé.",
        [("le directoire ne se serait pas prononcé", "D'après", "le quotidien Rheinische Post")],
    ),
    (
        "Un son de cloche bien différent chez Michel Noiret, le porte-parole des bus : « Nous avons "
        "fait une proposition. »",
        [("Nous avons fait une proposition.", None, "Michel Noiret, le porte-parole des bus")],
    ),
    (
        "Réaction du député Thomas Evrart : « Le ministre joue les arbitres. »",
        [("Le ministre joue les arbitres.", None, "député Thomas Evrart")],
    ),
    (
        "L'éleveur, Yannick Corbin, ne cache pas son émotion. « C'est trente ans de travail qui partent en fumée. »",
        [("C'est trente ans de travail qui partent en fumée.", None, "L'éleveur, Yannick Corbin")],
    ),
    (
        "« Il pleuvait trop. » Le gardien de but, Paul Martin, n'a pas d'autre explication.",
        [("Il pleuvait trop.", None, "Le gardien de but, Paul Martin")],
    ),
    ("La ministre n'exclut pas de revoir le texte.", [("de revoir le texte", "n'exclut pas", "La ministre")]),
    (
        "Contactée, la gendarmerie se refuse, pour l'heure, à privilégier une hypothèse.",
        [("à privilégier une hypothèse", "se refuse", "la gendarmerie")],
    ),
    (
        "Autant de critiques qui font dire à Jean-Luc Mélard que « la journée de samedi sera un grand moment ».",
        [("la journée de samedi sera un grand moment", "font dire", "Jean-Luc Mélard")],
    ),
    (
        "Jean-Luc Mélard a dit craindre une baisse des moyens alors que « c'est le contraire qui est demandé ».",
        [
            (
                "craindre une baisse des moyens alors que « c'est le contraire qui est demandé »",
                "a dit",
                "Jean-Luc Mélard",
            )
        ],
    ),
    (
        "« Il serait absurde », a-t-il ajouté, qu'on parte « sans prévenir ».",
        [("Il serait absurde … qu'on parte « sans prévenir »", "a-t-il ajouté", "il")],
    ),
    (
        "Le chef du gouvernement a remercié ceux qui avaient relayé l'appel, appelant au « devoir de lucidité ».",
        [("au « devoir de lucidité »", "appelant", "Le chef du gouvernement")],
    ),
    (
        "Deux dépôts ont été débloqués, tandis que la plupart des éleveurs balayaient des « mesurettes "
        "» et promettaient de poursuivre leur mouvement.",
        [
            ("des « mesurettes »", "balayaient", "la plupart des éleveurs"),
            ("de poursuivre leur mouvement", "promettaient", "la plupart des éleveurs"),
        ],
    ),
    ("L'agent Pierre Fabre, dit « Petit Pierre », dormait.", []),
    (
        "Son agent y voit « la récompense de trois ans de travail ».",
        [("la récompense de trois ans de travail", "y voit", "Son agent")],
    ),
    (
        "Un chiffre que la mairie qualifie de fantaisiste.",
        [("Un chiffre que la mairie qualifie de fantaisiste", "qualifie", "la mairie")],
    ),
    (
        "L'association lui reproche d'avoir « trop tardé ».",
        [("d'avoir « trop tardé »", "lui reproche", "L'association")],
    ),
    (
        "L'entreprise a confirmé, dans un communiqué diffusé mardi, avoir été victime d'une attaque.",
        [("avoir été victime d'une attaque", "a confirmé", "L'entreprise")],
    ),
    (
        "La direction conseille aux voyageurs de reporter leur trajet.",
        [("aux voyageurs de reporter leur trajet", "conseille", "La direction")],
    ),
    (
        "Le président du club a démenti, lui aussi, tout contact.",
        [("tout contact", "a démenti", "Le président du club")],
    ),
    (
        "Une école qui ferme, c'est un village qui s'éteint.\nUne citation de Yvon Dubois, maire de Saint-Cyprien",
        [
            (
                "Une école qui ferme, c'est un village qui s'éteint.",
                "Une citation de",
                "Yvon Dubois, maire de Saint-Cyprien",
            )
        ],
    ),
]

SPEAKERS: list[tuple[str, dict[str, str | None]]] = [
    (
        "À la mairie, on répond que le dossier suit son cours. « Les travaux commenceront en mai », promet-on.",
        {"que le dossier suit": "mairie", "Les travaux commenceront en": "mairie"},
    ),
    (
        "Contactée, l'enseigne Super Marché dit avoir retiré tous les lots. « Il n'en reste pas un en "
        "rayon », jure-t-on.",
        {"avoir retiré tous les": "Super Marché", "Il n'en reste pas": "Super Marché"},
    ),
    (
        "« On savait », tempête Sandrine Lope, déléguée du personnel.\nDe son côté, l'agence régionale "
        "de santé se veut rassurante. Rien ne permet d'affirmer que le réseau soit en cause, "
        "indique-t-elle.",
        {"On savait": "Sandrine Lope", "Rien ne permet d'affirmer": "agence régionale de santé"},
    ),
    (
        "Le maire, Paul Garnier, soutient le projet. Quant à la Région, elle confirme qu'elle prêtera six millions.",
        {"qu'elle prêtera six millions": "Région"},
    ),
    (
        "Jeanne Martin affronte Claire Petit à Lyon. « Elle joue vite », prévient la première. « Je "
        "suis prête », répond la seconde.",
        {"Elle joue vite": "Jeanne Martin", "Je suis prête": "Claire Petit"},
    ),
    (
        "Le metteur en scène Étienne Vassal est visé par une plainte. Une comédienne se souvient d'un "
        "directeur « glaçant ».\nL'intéressé n'a pas donné suite. Par la voix de son avocate, Me Inès "
        "Touat, il fait valoir que « l'exigence n'est pas un délit ».",
        {"d'un directeur « glaçant": "comédienne", "l'exigence n'est pas un": "Étienne Vassal"},
    ),
    (
        "Emmanuel Maroux a reçu les maires. « Il a compris », souffle un proche du chef de l'État.",
        {"Il a compris": "proche du chef de l'État"},
    ),
    (
        "Le secrétaire général de l'ONU, Antonio Perez, a lancé un appel. « Chaque heure compte », "
        "a-t-il plaidé. « Nous devons agir », a-t-il insisté. L'ambassadeur russe a regretté un texte « "
        "déséquilibré ».",
        {
            "Chaque heure compte": "Antonio Perez",
            "Nous devons agir": "Antonio Perez",
            "un texte « déséquilibré": "ambassadeur russe",
        },
    ),
    (
        'La ministre fédérale Maggie Van Damme comprend la colère. "On ne peut pas leur demander '
        'l\'impossible", a-t-elle reconnu. Le syndicat CNE, lui, appelle à une grève. "On en a soupé", '
        "résume sa secrétaire nationale, Ève Dupont.",
        {"On ne peut pas": "Maggie Van Damme", "à une grève": "CNE", "On en a soupé": "Ève Dupont"},
    ),
    (
        "Le procès de l'ancien notaire Gilles Varenne s'est ouvert lundi. « Je n'ai rien pris pour moi "
        "», a-t-il lancé d'emblée. La présidente, Odile Gauthier, l'a coupé. « Répondez à la question "
        "», a-t-elle ordonné.",
        {"Je n'ai rien pris": "Gilles Varenne", "Répondez à la question": "Odile Gauthier"},
    ),
    (
        "La plupart des éleveurs restent sur place. La quasi-totalité des élus locaux avaient réclamé « un geste ».",
        {"un geste": "élus locaux"},
    ),
]


@needs_french
@pytest.mark.parametrize(("text", "expected"), STATEMENTS)
def test_content_cue_and_source(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert told(text) == expected


@needs_french
@pytest.mark.parametrize(("text", "expected"), SPEAKERS)
def test_speakers(text: str, expected: dict[str, str | None]) -> None:
    assert voices(text) == expected
