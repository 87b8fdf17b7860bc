"""What some words ask, whatever stands beside them: "base legal", "¿cuánto duran?", "¿ante quién me quejo?".

>>> plainly_asks("¿y las que no se quitan cuánto duran?"), plainly_asks("¿qué guardan?")
('ask_retention', None)
"""

from __future__ import annotations

import re

from knowledge.words import fold, spoken
from nlu.cues import cues_in
from nlu.looking_back import looks_back
from nlu.manner import SERVICE
from nlu.onlookers import others_look, others_told

# "La tele me da un error y no arranca": for who mends televisions.
_DEVICE = (
    r"(?:tele(?:s|vis\w+)?|app|aplicacion|pantalla|imagen|video|sonido|audio|mando|control remoto|"
    r"decodificador|consola|peli(?:s|cula\w*)?|serie)"
)
_FAILS = (
    r"(?:no (?:me |se )?(?:abre|arranca|carga|responde|enciende|prende|conecta|reproduce|oye|escucha|ve bien)"
    r"|se (?:me |nos |le )?(?:congela|traba|cuelga|corta|atora|pega|pone (?:negra|en negro|roja)|"
    r"queda (?:en|pegad|colgad|congelad)\w*)|(?:me |nos )?(?:da|sale|tira|marca) (?:un |el )?error)"
)
_BROKEN = re.compile(
    rf"\b(?:{_DEVICE}\b.{{0,30}}\b{_FAILS}|{_FAILS} (?:a cada rato )?(?:la |el |mi )?{_DEVICE})\b"
)
_BEYOND = re.compile(
    r"\bplan(?:es)?\b.*\bcuanto (?:vale|cuesta|sale)|"
    r"\bcuanto (?:me )?(?:vale|cuesta|sale|cobran|costaria|saldria)\b.*"
    r"\b(?:plan(?:es)?|suscripcion|mensualidad|membresia)\b"
    r"|\bque (?:otr[oa]s? )?(?:juegos?|series?|pelis?|peliculas?|documental(?:es)?) (?:de \w+ )?(?:me )?"
    r"(?:recom(?:iend|end)\w+|aconsej\w+|veo hoy|me pongo)\b"
)
# "¿Registran cada vez que se traba el video?" is of data, all the same.
_OF_DATA = {"take", "spread", "duration", "safe", "claim", "change"}
_MINE = re.compile(r"\b(?:datos|cosas mias|lo mio|informacion|informes?)\b")
_GIVES = r"le (?:da|pasa|cuenta|vende|entrega|manda|envia|comparte|facilita|sopla|chiva)n?"
_WHAT_IS_GIVEN = r"(?:datos?|info(?:rmacion)?|mis?|eso|lo que)"
_PATTERNS = (
    ("ask_legal_basis", re.compile(r"\bbases? (?:legal(?:es)?|juridicas?)\b(?! (?:es|significa|quiere))")),
    (
        "ask_changes",
        re.compile(
            r"\b(?:cambi(?!o de)|modific|actualiz|renov|toc(?:ar|an|aron|ado|o|aste)|retoc|reescrib|"
            r"mov(?:er|ieron|ido)|muev|alter|corrig|revis(?:an|aron|ado))\w* (?:\w+ ){0,3}?"
            r"(?:politica|condiciones|reglas|terminos|documento|clausulas|letra|declaracion|texto|"
            r"(?<=la )privacidad)\b"
            r"|\b(?:(?:borr|quit|sac|elimin|suprim|retir|mejor|empeor|arregl)(?:aron|ado|asteis)|"
            r"desaparec\w+) (?:\w+ ){0,2}?(?:de la|del|"
            r"en la|en el) (?:politica|texto|documento|declaracion)\b"
            r"|\b(?:no )?(?:tenian|tendrian|deberian|debian) (?:que )?(?:haber(?:me|nos)? )?avisa(?:r|"
            r"do)(?:me|nos)?\b"
        ),
    ),
    (
        "ask_control",
        re.compile(
            r"\b(?:como|donde|adonde) (?:puedo )?(?:consult\w+|veo|ver|miro|mirar|reviso|revisar|pido|pedir|"
            r"consigo|accedo a) (?:todo )?(?:lo que|q) (?:\w+ )?(?:guardan?|tienen?|saben?|han guardado) "
            r"(?:(?:de|sobre) (?:mi|nosotros|uno)|mio)\b"
            r"|\b(?:donde|en que (?:pagina|parte|seccion|sitio|lado)) (?:puedo )?(?:yo )?(?:veo|ver|miro|"
            r"mirar|consulto|reviso|encuentro) (?:todo )?(?:lo que|q|lo) (?:me )?(?:tienen|guardan|saben) "
            r"(?:(?:de|sobre) (?:mi|uno)|mio)\b"
            r"|\b(?:donde|adonde) (?:puedo )?(?:yo )?(?:veo|ver|miro|mirar|consulto|reviso) "
            r"(?:yo )?(?:todos )?(?:mis datos|mi informacion)\b"
            r"|\b(?:quiero|quisiera|necesito|como (?:hago para|puedo)?) ?(?:darme|dar|doy|me doy) de baja"
            rf"(?: (?:de|en) (?:{SERVICE}|la cuenta|la suscripcion|aqui))?\W*(?:$|como|donde|que hago|y como)"
        ),
    ),
    (
        "ask_legal_basis",
        # "¿Me puedo negar a darlo?" is not asked of an objection.
        re.compile(r"\bnegar(?:me|nos)? a (?:dar|entregar|poner|decir)\w*"),
    ),
    (
        "ask_source",
        # "¿Qué empresas le dan esa información a la plataforma?"
        re.compile(
            rf"\b{_WHAT_IS_GIVEN}\b.*\b{_GIVES} (?:\w+ ){{0,4}}?a (?:{SERVICE})\b"
            rf"|\b{_GIVES} (?:\w+ ){{0,3}}?{_WHAT_IS_GIVEN} (?:\w+ ){{0,3}}?a (?:{SERVICE})\b"
        ),
    ),
    ("ask_sharing", re.compile(r"\bquien(?:es)? (?:mas )?(?:tienen?|puede tener|va a tener) acceso\b")),
    (
        "ask_bot",
        re.compile(
            r"\b(?:hablo|hablando|chateo|chateando|eres|sos|es usted|me (?:atiende|contesta|responde)) "
            r"(?:\w+ ){0,2}?(?:(?:ser )?human[oa]|robot|maquina|persona(?! que))\b"
        ),
    ),
    (
        "ask_control",
        # Behind a remark, too: "24 meses es mucho, quiero que lo borren ya".
        re.compile(
            r"(?:^|[,.;:!]\s*)\W*(?:yo |ya |solo |pero |entonces |y )*quiero "
            r"(?:desaparecer|que (?:(?:me|se|lo|la|los|las|mel[oa]s?) )*(?:borren|eliminen|quiten|saquen))\b"
        ),
    ),
    (
        "ask_rights",
        re.compile(
            r"\b(?:tienen que|deben|estan obligad\w+ a) (?:borrar|eliminar|corregir)\w*\b.*"
            r"\b(?:pido|pida|pedi|solicito|exijo|digo|reclamo)\b"
        ),
    ),
    (
        "ask_security",
        # "¿Qué hacen para que no me roben los datos?"
        re.compile(
            r"\b(?:que|como|alguna?s?) (?:\w+ ){0,3}?(?:hacen?|hacer|toman?|tienen|evitan?|medidas?) "
            r"(?:\w+ ){0,3}?(?:para |de )?(?:que|q) (?:no|nadie|ningun\w*) (?:\w+ ){0,3}?"
            r"(?:rob\w+|hacke\w+|jaque\w+|filtr\w+|clon\w+)\b"
        ),
    ),
    (
        "ask_retention",
        re.compile(
            r"\bcuanto (?:tiempo )?(?:se (?:quedan?|guardan?|conservan?)|duran?|permanecen?|"
            r"l[oa]s? (?:guardan|tienen|conservan|mantienen))\b"
        ),
    ),
    (
        "ask_rights",
        re.compile(
            r"^(?!.*\b(?:escrib|correo|mail|email|telefono|formulario))"
            r".*\b(?:(?:con|a|ante) quien|a ?donde|donde|a que (?:agencia|organismo|autoridad|oficina|"
            r"institucion|entidad)) (?:\w+ ){0,5}?"
            r"(?:queja\w*|quejo|quejar(?:me|se)|reclam\w+|denunci\w+|querell\w+)\b"
            r"|\bquien vela por\b"
            r"|\b(?:me |nos |se )?(?:puedo|podemos|puede|podria|derecho a) (?:yo )?(?:oponer|quejar)\w*"
            r"|\b(?:a|ante) quien (?:acudo|voy|va|vamos|recurro|se acude|hay que ir|"
            r"toca ir)\b(?! (?:dentro|de))"
        ),
    ),
)


def plainly_asks(text: str) -> str | None:
    """The intent that a text has in so many words.

    Args:
        text: one question.

    Returns:
        The intent; None where no such words stand in it.
    """
    said = fold(text)
    broken = _BROKEN.search(said) and not _MINE.search(said) and not _OF_DATA.intersection(cues_in(text))
    if broken or _BEYOND.search(said):
        return "out_of_scope"
    return next((intent for intent, pattern in _PATTERNS if pattern.search(said)), None)


def plainly_tells(text: str) -> bool:
    """Whether somebody else is said to see, or to be told, what is the person's own: that is sharing.

    Args:
        text: one question, with what stands before it.
    """
    return others_look(text) or others_told(text)


_OWN_CHANGE = re.compile(
    r"\b(?:cambi[eé]|cambiamos|cambiar(?:me|nos)?|cambiado yo) (?:de |la |mi |mis |el |los |las )"
    r"|\b(?:me|ya|nos) cambio (?:de|la|mi|el)\b|\bcambio de (?:linea|numero|tele\w*|movil|celular|casa|"
    r"plan|clave|"
    r"compañia|operador\w*|banco|tarjeta|correo|contraseña)\b"
)
_POLICY = re.compile(
    r"\b(?:politica|texto|condiciones|version|reglas|terminos|privacidad|documento|letra|cambios|avis\w+|20\d\d)\b"
)


def changes_own(text: str) -> bool:
    """Whether somebody changes what is their own, and asks nothing of a policy's changes.

    >>> changes_own("es que cambié de línea, ¿cómo pongo el nuevo?"), changes_own("¿cambió la edad mínima?")
    (True, False)

    Args:
        text: one question.
    """
    said = spoken(text)
    return bool(_OWN_CHANGE.search(said)) and not _POLICY.search(said) and not looks_back(text)


_WITH_CLARA = re.compile(
    r"\b(?:contigo|te (?:escribo|digo|cuento|pregunto|hablo)|este (?:chat|bot)|esta (?:charla|conversacion)|"
    r"hablamos|eres|sos|clara)\b"
)
_OF_THE_SERVICE = r"(?:no |nunca |ya |tambien |si )*(?:(?:te|os|le|nos|me|les|lo|la|los|las) )*"
_TAKES = (
    r"(?:guard|recog|recopil|recolect|deduc|infier|adivin|pregunt|pid|sab|us|vend|compart|rastre|registr|"
    r"almacen|analiz|escuch|grab|mir|ve|conoc|averigu|toma|obtien|anot|calcul|estudi|perfil)\w*"
)


def names_the_service(text: str, names: str) -> bool:
    """Whether a service is what takes or uses data: "¿la empresa te pregunta el género?".

    Args:
        text: one question.
        names: the service's names, as alternatives of a regular expression.
    """
    said = spoken(text)
    if _WITH_CLARA.search(said):
        return False
    return bool(re.search(rf"\b(?:{names}) {_OF_THE_SERVICE}{_TAKES}\b", said))


_THANKS = re.compile(
    r"\W*(?:(?:ok|okey|vale|ah|aja|bueno|bien|listo|perfecto|genial|dale|muchas|mil|muchisimas|super|ya|"
    r"entendido|claro|buenisimo|joya|chevere|bacan|va|sale|excelente)\W+)*(?:gracias|te agradezco|"
    r"se agradece|agradecid[oa])\b"
    r"(?:\W+(?:por \w+(?: \w+){0,3}|clara|causa|parce|bro|amig[oa]|mija|señorita|de verdad|igual|jaja\w*))*"
    r"\W*"
    r"(?:(?:ya|ahora|ahorita|luego|despues|entonces|mañana|pues|y|asi que|voy y)\W+)*"
    r"(?:(?:l[oa]s?|les?|me|eso|esto)\W+)?"
    r"(?:(?:voy|vamos) a \w+(?:\W+\w+){0,3}"
    r"|(?:lo|la|los|las) (?:hago|pruebo|miro|busco|reviso|apago|borro|quito|cambio)\b"
    r"(?:\W+\w+){0,3})?\W*"
)


def only_thanks(text: str) -> bool:
    """Whether somebody only thanks, and says at most what they will do now.

    >>> only_thanks("ok gracias, ya los voy a apagar"), only_thanks("gracias, ¿cómo los apago?")
    (True, False)

    Args:
        text: a message.
    """
    return bool(_THANKS.fullmatch(fold(text)))


_WHAT_IS_THAT = re.compile(
    r"\W*(?:(?:y|pero|oye|perdon|ay)\W+)*que (?:es|son|significan?|quieren? decir|viene siendo|viene a ser) "
    r"(?:eso|esos|esas|esto|ese|esa)\W*"
)


def asks_what_that_is(text: str) -> bool:
    """Whether it is asked what something is that was named before.

    >>> asks_what_that_is("¿Y qué es eso?"), asks_what_that_is("¿qué es eso de la IP?")
    (True, False)

    Args:
        text: one question of a message.
    """
    return bool(_WHAT_IS_THAT.fullmatch(fold(text)))
