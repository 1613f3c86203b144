"""French ways of reporting speech, on invented sentences: who is only *on*, what marks surround, who is presented."""

from __future__ import annotations

import pytest

from test_statements_unseen import told
from test_who_said_it import needs_french, voices

STATEMENTS: list[tuple[str, list[tuple[str, str | None, str | None]]]] = [
    (
        "Au cabinet de la rectrice, on indique que le concours aura lieu en mai.",
        [("que le concours aura lieu en mai", "indique", "cabinet de la rectrice")],
    ),
    (
        "Dans l'entourage du pilote, on reconnaît que le moteur est « fragile ».",
        [("que le moteur est « fragile »", "reconnaît", "l'entourage du pilote")],
    ),
    (
        "À la Brasserie Lorrain, la doyenne du quartier, on dit craindre un été sans clients.",
        [("craindre un été sans clients", "dit", "la Brasserie Lorrain")],
    ),
    (
        "Du côté de l'association Bon Vent, qui évoque plutôt trente bateaux, on réclame « un ponton neuf ».",
        [
            ("plutôt trente bateaux", "évoque", "l'association Bon Vent"),
            ("un ponton neuf", "réclame", "l'association Bon Vent"),
        ],
    ),
    (
        "Place Beauvau, on rappelle que le préfet « applique la loi ».",
        [("que le préfet « applique la loi »", "rappelle", "Place Beauvau")],
    ),
    (
        "« Tout est prêt », avance-t-on le plus calmement du monde à la préfecture.",
        [("Tout est prêt", "avance-t-on", "la préfecture")],
    ),
    (
        "Au rectorat, on regrette « un couac », tout en soulignant n'avoir « rien caché ».",
        [("un couac", "regrette", "rectorat"), ("n'avoir « rien caché »", "en soulignant", "rectorat")],
    ),
    (
        "Faux, rétorque le syndicat Force Rail, qui brandit une vieille lettre.",
        [("Faux", "rétorque", "le syndicat Force Rail")],
    ),
    ("« Ils ont triché », accuse le gardien.", [("Ils ont triché", "accuse", "le gardien")]),
    (
        "« La mesure est fiable », prennent toutefois soin de préciser les chimistes.",
        [("La mesure est fiable", "prennent toutefois soin de préciser", "les chimistes")],
    ),
    (
        "La ministre a annoncé un plan lundi soir, assurant comprendre une inquiétude « fondée » et "
        "promettant un débat.",
        [
            ("un plan", "a annoncé", "La ministre"),
            ("comprendre une inquiétude « fondée »", "assurant", "La ministre"),
            ("un débat", "promettant", "La ministre"),
        ],
    ),
    (
        "Jeanne Roy a quitté la salle en disant ne plus croire à la justice.",
        [("ne plus croire à la justice", "en disant", "Jeanne Roy")],
    ),
    (
        "Le musée rappelle que « la toile a été vendue en 1912 » et met en garde contre « les copies grossières ».",
        [
            ("la toile a été vendue en 1912", "rappelle", "Le musée"),
            ("contre « les copies grossières »", "met en garde", "Le musée"),
        ],
    ),
    (
        "Le syndicat juge ces horaires inacceptables et réclame un débat.",
        [("ces horaires inacceptables", "juge", "Le syndicat"), ("un débat", "réclame", "Le syndicat")],
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
        "« Un voisin m'a dit, sur le palier, que la chaudière fuyait », raconte Nadia Ferrand.",
        [
            ("Un voisin m'a dit, sur le palier, que la chaudière fuyait", "raconte", "Nadia Ferrand"),
            ("que la chaudière fuyait", "m'a dit", "Un voisin"),
        ],
    ),
    (
        "« Il y a des clients qui disent +jamais, on ne paiera pas+ », a-t-elle regretté.",
        [
            ("Il y a des clients qui disent +jamais, on ne paiera pas+", "a-t-elle regretté", "elle"),
            ("jamais, on ne paiera pas", "disent", "des clients"),
        ],
    ),
    (
        "« Le patron a demandé aux équipes de ranger le hangar », a déclaré la déléguée.",
        [
            ("Le patron a demandé aux équipes de ranger le hangar", "a déclaré", "la déléguée"),
            ("aux équipes de ranger le hangar", "a demandé", "Le patron"),
        ],
    ),
    (
        "Pour Me Karim Ben Salem, qui défend le boulanger, « le four était conforme ».",
        [("le four était conforme", "Pour", "Me Karim Ben Salem")],
    ),
    (
        "La fête est annulée, a regretté la mairesse, Anne Petit, pour qui la pluie « gâche » le défilé.",
        [
            ("La fête est annulée", "a regretté", "la mairesse, Anne Petit"),
            ("la pluie « gâche » le défilé", "pour qui", "la mairesse, Anne Petit"),
        ],
    ),
    (
        "Selon la directrice adjointe du zoo, Chantal Broche, le lynx sortirait en avril.",
        [("le lynx sortirait en avril", "Selon", "la directrice adjointe du zoo, Chantal Broche")],
    ),
    (
        "D'après le quotidien Rheinische Post, que cite une agence, le port serait vendu.",
        [("le port serait vendu", "D'après", "le quotidien Rheinische Post")],
    ),
    (
        "Un ton bien différent chez Michel Noiret, le capitaine des Verts : « Nous avons gagné le plus beau match. »",
        [("Nous avons gagné le plus beau match.", None, "Michel Noiret")],
    ),
    (
        "Réaction du sénateur Thomas Evrart : « Le train arrivera trop tard. »",
        [("Le train arrivera trop tard.", None, "sénateur Thomas Evrart")],
    ),
    (
        "Le luthier, Yannick Corbin, a les yeux rouges. « C'est tout mon bois qui est perdu. »",
        [("C'est tout mon bois qui est perdu.", None, "Le luthier, Yannick Corbin")],
    ),
    (
        "« Il pleuvait trop. » Le gardien de but, Paul Martin, n'a pas d'autre explication.",
        [("Il pleuvait trop.", None, "Le gardien de but, Paul Martin")],
    ),
    ("La ministre n'exclut pas de revoir le texte.", [("de revoir le texte", "n'exclut pas", "La ministre")]),
    (
        "Contactée, la banque se refuse, pour l'instant, à livrer un montant.",
        [("à livrer un montant", "se refuse", "la banque")],
    ),
    (
        "Ce retard fait dire à Jean-Luc Mélard que « le chantier sera long ».",
        [("le chantier sera long", "fait dire", "Jean-Luc Mélard")],
    ),
    (
        "Le boucher a dit redouter un hiver difficile alors que « le bœuf n'a jamais coûté si cher ».",
        [("redouter un hiver difficile alors que « le bœuf n'a jamais coûté si cher »", "a dit", "Le boucher")],
    ),
    (
        "« Il serait absurde », a-t-il ajouté, qu'on parte « sans prévenir ».",
        [("Il serait absurde … qu'on parte « sans prévenir »", "a-t-il ajouté", "il")],
    ),
    (
        "La présidente a félicité ceux qui avaient nettoyé la plage, appelant à « plus de civisme ».",
        [("à « plus de civisme »", "appelant", "La présidente")],
    ),
    (
        "Deux ponts ont rouvert, tandis que la plupart des pêcheurs raillaient des « miettes » et "
        "promettaient de rester à quai.",
        [
            ("des « miettes »", "raillaient", "la plupart des pêcheurs"),
            ("de rester à quai", "promettaient", "la plupart des pêcheurs"),
        ],
    ),
    ("L'agent Pierre Fabre, dit « Petit Pierre », dormait.", []),
    (
        "Son agent y voit « la récompense de trois ans d'efforts ».",
        [("la récompense de trois ans d'efforts", "y voit", "Son agent")],
    ),
    (
        "Une rumeur que le club qualifie de grotesque.",
        [("Une rumeur que le club qualifie de grotesque", "qualifie", "le club")],
    ),
    ("La voisine lui reproche d'avoir « tout inventé ».", [("d'avoir « tout inventé »", "lui reproche", "La voisine")]),
    (
        "La laiterie a confirmé, dans une note diffusée mardi, avoir perdu un camion.",
        [("avoir perdu un camion", "a confirmé", "La laiterie")],
    ),
    (
        "La direction conseille aux voyageurs de prendre le bus.",
        [("aux voyageurs de prendre le bus", "conseille", "La direction")],
    ),
    (
        "Le président du club a démenti, lui aussi, tout contact.",
        [("tout contact", "a démenti", "Le président du club")],
    ),
    (
        "Quand la fanfare s'arrête, c'est la rue qui se tait.\nUne citation de Yvon Dubois, maire de Rivière-Bleue",
        [
            (
                "Quand la fanfare s'arrête, c'est la rue qui se tait.",
                "Une citation de",
                "Yvon Dubois, maire de Rivière-Bleue",
            )
        ],
    ),
    (
        "La députée Éliane Assas a demandé des « moyens pour l'école » et le conseiller Patrick Kannel "
        "(PS), « un gymnase ».",
        [
            ("des « moyens pour l'école »", "a demandé", "La députée Éliane Assas"),
            ("un gymnase", "a demandé", "le conseiller Patrick Kannel (PS)"),
        ],
    ),
    (
        'Les vignerons ont demandé à la région de nouvelles aides "rapides" ou du moins "lisibles".',
        [('à la région de nouvelles aides "rapides" ou du moins "lisibles"', "ont demandé", "Les vignerons")],
    ),
    (
        "« Le chef a demandé aux cuisiniers, au plongeur, de reprendre le service », a déclaré la serveuse.",
        [
            ("Le chef a demandé aux cuisiniers, au plongeur, de reprendre le service", "a déclaré", "la serveuse"),
            ("aux cuisiniers, au plongeur, de reprendre le service", "a demandé", "Le chef"),
        ],
    ),
    (
        "Il avait invoqué « un cahier de règles trop épais » rédigé par la ligue, et un calendrier "
        "selon lui impossible à tenir.",
        [
            (
                "« un cahier de règles trop épais » rédigé par la ligue, et un calendrier selon lui impossible à tenir",
                "avait invoqué",
                "Il",
            )
        ],
    ),
    (
        "Le berger n'en maintient pas moins sa plainte et annonce une marche.",
        [("sa plainte", "n'en maintient pas", "Le berger"), ("une marche", "annonce", "Le berger")],
    ),
    (
        '"Bon vent", a ironisé le chef de file de l\'opposition, Marc Toussaint.',
        [("Bon vent", "a ironisé", "le chef de file de l'opposition, Marc Toussaint")],
    ),
    (
        "« Ce n'est pas une fin », a lancé Philippe Martin, avant d'appeler les salariés à « rester mobilisés ».",
        [
            ("Ce n'est pas une fin", "a lancé", "Philippe Martin"),
            ("les salariés à « rester mobilisés »", "avant d'appeler", None),
        ],
    ),
    (
        "Le toit s'est envolé, selon des témoins cités par une agence, alors que la nuit tombait.",
        [("Le toit s'est envolé", "selon", "des témoins cités par une agence")],
    ),
    (
        "Donald Trent a accusé l'Iran de jouer avec le feu et menacé de représailles.",
        [("l'Iran de jouer avec le feu", "a accusé", "Donald Trent")],
    ),
    (
        "Interrogé sur le score, son homologue de la CFDT, Laurent Beger, temporise : « Laissons passer la semaine. »",
        [("Laissons passer la semaine.", "temporise", "son homologue de la CFDT, Laurent Beger")],
    ),
    (
        "« Trop, c'est trop » : c'est par ces mots que la députée Anne Brun a ouvert son discours.",
        [("Trop, c'est trop", None, "la députée Anne Brun")],
    ),
]

SPEAKERS: list[tuple[str, dict[str, str | None]]] = [
    (
        "À la mairie, on répond que le dossier suit son cours. « La piscine rouvrira en mai », promet-on.",
        {"que le dossier suit": "mairie", "La piscine rouvrira en": "mairie"},
    ),
    (
        "Contactée, l'enseigne Super Marché dit avoir vérifié ses balances. « Elles sont justes au "
        "gramme près », jure-t-on.",
        {"avoir vérifié ses balances": "Super Marché", "Elles sont justes au": "Super Marché"},
    ),
    (
        "« On nous oublie », tempête Sandrine Lope, caissière.\nDe son côté, l'agence régionale du "
        "livre se veut optimiste. Les ventes devraient repartir à l'automne, indique-t-elle.",
        {"On nous oublie": "Sandrine Lope", "Les ventes devraient repartir": "agence régionale du livre"},
    ),
    (
        "Jeanne Martin affronte Claire Petit à Lyon. « Elle joue vite », prévient la première. « Je "
        "suis prête », répond la seconde.",
        {"Elle joue vite": "Jeanne Martin", "Je suis prête": "Claire Petit"},
    ),
    (
        "Le sculpteur Étienne Vassal est visé par une plainte. Une élève se souvient d'un maître « "
        "glacial ».\nL'intéressé n'a pas répondu. Par la voix de son avocate, Me Inès Touat, il fait "
        "valoir que « l'atelier était ouvert à tous ».",
        {"d'un maître « glacial": "élève", "l'atelier était ouvert à": "Étienne Vassal"},
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
        'La ministre fédérale Maggie Van Damme comprend la colère. "On ne peut pas tout leur demander", '
        'a-t-elle reconnu. Le syndicat CNE, lui, appelle à une grève. "On en a soupé", résume sa '
        "secrétaire nationale, Ève Dupont.",
        {"On ne peut pas": "Maggie Van Damme", "à une grève": "CNE", "On en a soupé": "Ève Dupont"},
    ),
    (
        "Le procès de l'ancien notaire Gilles Varenne s'est ouvert lundi. « Je n'ai rien pris pour moi "
        "», a-t-il lancé d'emblée. La présidente, Odile Gauthier, l'a coupé. « Répondez à la question "
        "», a-t-elle ordonné.",
        {"Je n'ai rien pris": "Gilles Varenne", "Répondez à la question": "Odile Gauthier"},
    ),
    (
        "La plupart des pêcheurs restent à quai. La quasi-totalité des mareyeurs bretons avaient réclamé « un délai ».",
        {"un délai": "mareyeurs bretons"},
    ),
    ("L'accusé a baissé la tête. « J'ai paniqué », a-t-il lâché.", {"J'ai paniqué": "accusé"}),
    ("Le rapport est accablant. « Le barrage ne tiendra pas », y lit-on.", {"Le barrage ne tiendra": "rapport"}),
    (
        "Reçu au siège du diocèse, Jason Hébert a traversé le bureau de l'évêque sans un mot.\nDans la "
        "rue, l'homme a justifié sa colère. « Je veux mes archives », a-t-il déclaré.",
        {"sa colère": "Jason Hébert", "Je veux mes archives": "Jason Hébert"},
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
