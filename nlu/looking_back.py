"""Then and now: where what was once said or done stands beside what is today, it is asked what changed.

>>> looks_back("¿y la ubicación la enseñaban antes?"), looks_back("¿qué hago antes de darme de baja?")
(True, False)
"""

from __future__ import annotations

import re

from knowledge.words import spoken

_YEAR = r"(?:20\d\d|dos mil \w+)"
_THEN = (
    r"(?:antes(?! del?\b)|antiguamente|en su dia|al principio|en (?:otro|aquel) tiempo|por entonces"
    rf"|hace (?:\w+ ){{0,3}}?(?:años?|meses|tiempo|nada|poco)|hasta (?:hace|el año|{_YEAR}|ahora|entonces)"
    rf"|(?:en|de|desde) (?:el |la |lo de )?(?:año )?{_YEAR}|el año pasado"
    r"|(?:version|politica|texto|documento|declaracion|letra|papel|aviso) (?:de privacidad |mas )?"
    r"(?:viej|anterior|antigu|pasad)\w*)"
)
# What they did, or the text said; what one did oneself ("veía") is a story.
_NOT_THEY = r"(?!(?:\w+rian|querian|podian que)\b)"
_THEY_DID = (
    rf"{_NOT_THEY}(?:eran|iban|\w{{2,}}(?:aban|ian)|era|decia|ponia|salia|venia|figuraba|aparecia|nombraba|"
    r"mencionaba|hablaba|prometia|existia|valia|regia|bastaba|servia)"
)
_TEXT_SAYS = (
    r"(?:dicen?|ponen?|nombran?|mencionan?|aparecen?|figuran?|hablan?|cuentan|prometen|comparten|guardan|"
    r"usan|venden|piden|recogen|mandan|envian|graban|rastrean|vale|rige|salen?(?= nada| del?| en| lo|"
    r" eso| ?$))"
)
_CLITIC = r"(?:(?:se|lo|la|los|las|le|les|me|te|nos) )?"
_PATTERNS = (
    rf"\b{_THEN}\b.{{0,60}}\b{_THEY_DID}\b|\b{_THEY_DID}\b.{{0,60}}\b{_THEN}\b",
    # "Antes del plan con anuncios, ¿también lo sabían?"
    rf"\bantes del? .{{0,60}}\b(?:ya|tambien|tampoco) {_CLITIC}{_THEY_DID}\b",
    # "¿La política ya no nombra eso?"
    rf"(?<!que )\bya (?:no|ni) {_CLITIC}{_TEXT_SAYS}\b",
    # "Decía que no lo usaban. ¿Sigue puesto?"
    r"\b(?:frase|parrafo|clausula|apartado|punto|linea|decia|decian|ponia|regla|promesa)\b.*"
    r"\bsiguen? (?:estando |todavia |aun |hoy )?"
    r"(?:ahi|puest\w+|diciend\w+|vigente|igual|en pie|siendo|apareciendo|poniendo|escrit\w+)\b",
    r"\b(?:es|son|era|sera|seria) (?:(?:algo|cosas?|un|una|un invento|invento|de lo|muy|mas) )?"
    r"(?:recientes?|de ahora|de hace poco|de siempre|novedad|posterior(?:es)?|de toda la vida)\b",
    r"\b(?:eso|esto|lo) .*\b(?:es|son) (?:algo |cosas? )?nuev[oa]s?\b"
    r"|\b(?:es|son) cosas? nuev[oa]s?\b",
    # "¿Siempre me lo pidieron?"
    rf"\bsiempre {_CLITIC}(?:fue|fueron|ha|han|estuvo|\w+(?:aron|ieron|aban|ian))\b",
    rf"\bantes (?:eso |esto |tampoco |ni )?(?:no )?{_CLITIC}(?:era|salia|estaba|\w+(?:aban|ian))\b",
    r"\b(?:eso|esto|y) antes no\b",
    # "¿Venden mis datos desde siempre o desde hace poco?"
    r"\bdesde siempre o\b|\bo (?:es que )?(?:recien|hace poco|eso es de ahora|ya entonces)\b",
    # "Leí el texto en 2025, ¿qué me falta por saber?"
    r"\b(?:lei|firme|acepte|revise) (?!(?:que|q)\b).*\b(?:en (?:el )?20\d\d|"
    r"hace (?:\w+ ){1,3}(?:años?|meses|tiempo))\b",
    r"\bcuando (?:fue que )?les (?:dio|ha dado|entro) (?:por|la)\b",
    # "¿No era solo para los del plan con anuncios?"
    r"\beran? (?:solo|nada mas|unicamente) .*\bo (?:ya|tambien|ahora)\b",
    r"\bno eran? (?:que|solo|nada mas|unicamente|para|\d+|asi)\b",
    r"\bsi (?:no )?eran? (?:solo|\d+|diez|para)\b",
    r"\bo (?:es que )?(?:vino|vinieron|llego|aparecio|entro|es|fue|lo pusieron|se puso|lo metieron) "
    r"(?:despues|luego|mas tarde|posterior)",
    r"\b(?:o (?:la|lo|las|los) (?:sacaron|quitaron|movieron|cambiaron|borraron|retiraron)"
    r"|(?:la|lo|las|los) (?:sacaron|quitaron|movieron|cambiaron|retiraron) o)\b",
    # "¿Guardan más que antes?", "¿es distinto ahora?"
    rf"\b(?:mas|menos|lo mismo|peor|mejor) (?:\w+ ){{0,5}}?que (?:antes(?! del?\b)|"
    rf"hace (?:\w+ )?(?:años?|tiempo|"
    rf"meses)|en {_YEAR})\b",
    r"\b(?:distint|diferent)\w+ (?:ahora|hoy|que antes|a antes|a lo de antes|este año)\b",
    r"\bdiferencian?\b.*\b(?:antes|hace|anterior\w*)\b|\bo lo mismo (?:de siempre|de toda|que antes)\b",
    r"\b(?:alguna|hay|hubo|ninguna) novedad(?:es)?\b.*\b(?:privacidad|datos|politica)\b",
    r"\balgo (?:distinto|diferente|nuevo) (?:con|en|sobre|este año|desde)\b",
    r"\b(?:(?:han?|habeis) (?:metido|cambiado|tocado|agregado|añadido|quitado|sacado|mejorado|"
    r"empeorado)|metieron|cambiaron|"
    r"tocaron|agregaron|añadieron|quitaron|mejoraron|empeoraron|movieron)\b.*"
    r"\b(?:ultimamente|este año|esta vez|recientemente)\b",
    r"\bcuando (?:(?:se|lo|la|los|las|le|les) )*(?:cambiaron|alargaron|aparecio|aparecieron|metieron|"
    r"pusieron|"
    r"añadieron|agregaron|quitaron|sacaron|empezaron|comenzaron)\b",
    r"\blinea (?:de|del) tiempo\b",
    rf"\bo le (?:movieron|cambiaron|tocaron)\b|\bcomo en (?:el )?{_YEAR}\b",
    r"\b(?:aun|todavia) (?:afirma|dice|pone|sostiene|promete|asegura|mantiene)\w*\b"
    r"|\bque (?:trae|traen) de (?:nuevo|diferente|distinto)\b|\bsigue siendo (?:asi|igual) o\b",
    r"\b(?:desde cuando(?! (?:corre|es ley|aplica|rige la))|desde que (?:año|fecha|version)|"
    r"a partir de (?:cuando|que (?:año|fecha|version)))\b",
    r"\b(?:eso|esto) no (?:lo|la|los|las|se) \w+(?:aban|ian)\b",
    r"\b(?:la|lo|las|los|eso) han? (?:modificado|cambiado|tocado|retocado|movido)\b"
    r"|\b(?:lo|la|los|las) (?:alargaron|acortaron|subieron|bajaron|recortaron) o\b",
    rf"\bhan? \w+(?:ado|ido|ito|sto|cho)\b.*\bdesde (?:el )?{_YEAR}\b",
    r"\bcomo antes\b(?! del?\b)|\bigual (?:de \w+ )?que antes\b(?! del?\b)|\b(?:decia|ponia|salia) (?:en )?"
    r"la (?:vieja|anterior|antigua)\b"
    r"|\bque (?:han puesto|pusieron|metieron|trae|traen) (?:de )?nuevo\b",
    r"\b(?:ido|va|fue|vamos|van) a (?:peor|mejor)\b|\b(?:eso|esto) (?:ya )?(?:lo|la|"
    r"se) (?:han? )?(?:quitado|sacado|cambiado|quitaron|sacaron|cambiaron|"
    r"quito|saco|cambio)\b|\bhasta hace (?:nada|poco)\b",
    r"\b(?:fue|fueron|ha sido) siempre\b|\bsiempre se (?:pudo|podia|hizo|hacia)\b",
    rf"\b{_THEY_DID}\b.{{0,80}}\b(?:hoy|ahora|actualmente|ya no|todavia|aun)\b",
    # "¿Me quedo con las condiciones de 2024?"
    r"\b(?:texto|politica|version|redaccion|documento|condiciones|terminos|reglas|clausulas|lo) (?:\w+ )?"
    rf"del? (?:año |el )?{_YEAR}\b",
    # "Juraría que ponía que no. ¿Ya lo quitaron?"
    r"\b(?:juraria|recuerdo|creo recordar|me suena|tenia entendido|si no me falla|si no recuerdo mal) .*"
    rf"\b{_THEY_DID}\b|\bya (?:lo|la|los|las) (?:quitaron|sacaron|cambiaron|retiraron)\b",
    r"\b(?:viene|vienen|venia|venian) de (?:antes|lejos|atras|hace)\b",
    r"\bo (?:lo|la|los|las) (?:pusieron|metieron|agregaron|añadieron|fueron (?:agregando|metiendo))\b",
    r"\bhace cuanto (?:tiempo )?(?:que |q )?(?:(?:me|nos|lo|la|los|las|les|se) )*\w+n\b",
    r"\bque (?:(?:frases?|cosas?|partes?) )?se (?:suprimio|elimino|quito|añadio|agrego|incorporo|retiro)\b",
    r"\b(?:añad|agreg|suprim|elimin|quit|met|inclu|incorpor|sac|cambi|pus)\w+ (?:\w+ ){0,6}?"
    rf"(?:en|desde) (?:el )?{_YEAR}\b",
    r"\b(?:hubo|hay) (?:\w+ )?(?:update|cambios?|actualizacion)\b|\bsigue todo (?:igual\w*|lo mismo|como)\b",
    r"\bque (?:fue|se hizo) de (?:es[aeo]s?|aquel\w*|lo)\b",
    r"\ben que momento (?:paso|pasaron|empez\w+|dej\w+)\b",
)
_LOOKS_BACK = re.compile("|".join(_PATTERNS))
# "Ah, eso era. ¿Y dónde está ahora?" says only that one has understood.
_I_SEE = re.compile(r"^(?:(?:a+h+|ya|ok|vale|oh) )*(?:era eso|eso era)\b")


def looks_back(text: str) -> bool:
    """Whether what they once did, or the text once said, is set against what is today.

    Args:
        text: one question, with what stands before it.
    """
    return bool(_LOOKS_BACK.search(_I_SEE.sub("", spoken(text))))
