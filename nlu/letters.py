"""Whether somebody asks Clara to write the letter that exercises a right.

>>> asks_for_letter("redáctame la solicitud de borrado"), asks_for_letter("¿a quién le escribo un correo?")
(True, False)
"""

from __future__ import annotations

import re

from knowledge.words import fold

_LETTER = (
    r"(?:carta|cartita|solicitud|escrito|modelo|plantilla|formato|machote|borrador|peticion|reclamacion|"
    r"reclamo|queja|denuncia|pedido|nota|oficio|"
    r"formulario)"
)
_MESSAGE = r"(?:correo|mail|email|texto|mensaje|e-mail)"
_OF_DATA = (
    r"(?:dat[oa]s?|derech\w+|netflix|borr\w+|elimin\w+|acceso|rectific\w+|correg\w+|opon\w+|oposicion|"
    r"portabilidad|queja\w*|reclam\w+|"
    r"privacidad|autoridad|aepd|arco|supres\w+|cancelacion|denunci\w+|solicit\w+|pedir\w*|pido)"
)
_WRITE = (
    r"(?:escribe(?:me|la|lo|mela|melo)?|escribi(?:me|la|lo|mela|melo)|escribirme|escribirlo|escribirla|"
    r"escribes|escribelo|escribela|escribemel[oa]|escribimel[oa]|ayud\w+ a (?:escribir|redactar|hacer)|"
    r"escriba(?:me|s|nme|nos)?|redactenme|redactennos|preparenme|armenme|haganme|"
    r"redact(?:a|ame|as|ar|arme|arla|arlo|ala|amela|e|eme|o)|prepar(?:a|ame|as|arme|amela|emela|eme)|"
    r"arma(?:me|s|mela)?|armar(?:me|la)?|"
    r"elabor(?:a|ame|as|arme|ar)|gener(?:a|ame|as|arme|ar))"
)
_MAKE = (
    r"(?:haz(?:me|mela|la)?|hace(?:me|mela|s|la)?|hacerme|haga(?:me|s)?|dame(?:la)?|deme|da(?:s|rme)|"
    r"pasa(?:me|s)|pase(?:me)?|manda(?:me|s)|"
    r"envia(?:me|s)|pon(?:me|es)|quiero|quisiera|necesito|ocupo|busco|tienes|tenes|tendras|hay|"
    r"consigues|consigueme|facilita(?:me|s)|"
    r"proporciona(?:me|s)|ayuda(?:me|s) (?:a|con)|crea(?:me|s|r)?|sacame|regalame|comparte(?:me)?|"
    r"muestra(?:me)?|ensename|requiero|solicito)"
)
_PATTERNS = [
    re.compile(pattern)
    for pattern in (
        rf"\b{_WRITE}\b(?:\W+\w+){{0,4}}?\W+{_LETTER}\b",
        rf"\b{_WRITE}\b(?:\W+\w+){{0,4}}?\W+{_MESSAGE}\b.*\b{_OF_DATA}",
        rf"\b{_MAKE}\b(?:\W+(?:me|hacer|escribir|redactar|un|una|la|el|mi|esa|ese|algun|alguna|con|a|tu))*\W+"
        r"(?:carta|cartita|solicitud|escrito|modelo|plantilla|machote|borrador|reclamacion|nota)\b",
        # "Necesito la denuncia ya escrita."
        rf"\b{_LETTER}\b(?:\W+\w+){{0,5}}?\W+ya (?:escrit|hech|redactad|armad)[oa]\b",
        rf"\b(?:modelo|plantilla|formato|machote|borrador|ejemplo)s? (?:de|"
        rf"para)(?:\W+\w+){{0,3}}?\W+(?:{_LETTER}|{_OF_DATA})\b",
        r"^\W*(?:y |a ver |entonces |ok |vale |bueno |dale |si )*(?:la|una|mi) (?:carta|"
        r"solicitud)\b(?:\W+\w+){0,4}\W*$",
        rf"\bque (?:les |le )?(?:escribo|pongo|digo|redacto|debo poner|debo escribir|hay que poner|"
        rf"tengo que poner)\b"
        rf"(?:\W+\w+){{0,3}}?\W+(?:{_LETTER}|{_MESSAGE})\b",
        rf"\b(?:carta|cartita|machote|plantilla) (?:\w+ )?(?:para|de)\b.*\b{_OF_DATA}",
        rf"\b{_MAKE}\b(?:\W+(?:el|un|algun))?\W+(?:texto|mensaje)(?:\W+(?:ya )?\w+){{0,2}}?\W+para\b"
        rf".*\b{_OF_DATA}",
        rf"\b(?:haz|haceme|hace|hazme|haga|hagame|haganme|hagan)\b(?:\W+(?:me|la|el|una|un|esa|ese|mi)){{0,2}}"
        rf"\W+{_LETTER}\b",
        # "¿Me lo puedes escribir tú, el pedido?"
        r"\b(?:me|nos)\W+l[oa]\W+(?:puede[ns]?|pode[is]?s|podrias?)\W+"
        r"(?:escribir|redactar|armar|preparar)\b(?:\W+(?:tu|vos|usted|ustedes|vosotros))?"
        rf"(?:\W+(?:el|la|ese|esa|mi)\W+(?:{_LETTER}|{_MESSAGE}))?\W*$",
        rf"\bme\W+(?:puede[ns]?|pode[is]?s|podrias?)\W+(?:escribir|redactar|armar|preparar)\b(?:\W+\w+){{0,2}}?\W+{_LETTER}\b",
        # "¿Me lo redactas?", behind what is to be written.
        r"^\W*(?:(?:y|si|dale|ok|vale|bueno|porfa|entonces|no|ya|pues|a ver|listo)\W+)*(?:(?:puedes|"
        r"podes|podrias|quieres|puede)\W+)?"
        r"(?:(?:me|nos)\W+)?(?:l[oa]\W+(?:redact|escrib|arm|prepar)\w{1,3}"
        r"|(?:redact|escrib|arm|prepar)\w{1,3}(?:me)?l[oa])\b(?:\W+(?:tu|vos|usted|porfa|porfis|plis|"
        r"por favor|ya|entonces|pues|gracias))*"
        r"\W*(?:[?.,!]|$)",
    )
]
# Past deeds and other people's letters are no wish: "les escribí una carta y no contestan".
_NO_WISH = re.compile(
    r"\b(?:escribi (?:una|un|la|el|les)|les escribi|le escribi|mande|envie|envi[eo] una|mandaron|"
    r"enviaron|llego|recibi|me mandaron|"
    r"ya (?:hice|envie|mande|presente)|direccion|a nombre de quien|html)\b"
)
# "Ya les escribí y nada: que me redacte la queja" is one all the same.
_FOR_ME = re.compile(
    r"\bque me (?:redact|escrib|prepar|arm|hag)\w+|"
    r"\b(?:redact[ae]|escrib[ae]|escribi|prepar[ae]|arm[ae]|haz|hag[ae])me\b"
)
_OTHERS = re.compile(
    r"\b(?:presentacion|renuncia|amor|recomendacion|jefe|vecin\w+|novi[oa]s?|motivacion|motivos|trabajo|"
    r"santa claus|a santa(?! \w)|reyes magos|a los reyes|despedida|"
    r"invitacion|vacaciones|registro|credito|prestamo|beca|empleo|visa|restaurante|serie|pelicula|guion|"
    r"curriculum|banco|casero|alquiler|gimnasio|mi linea|linea telefonica)\b"
)
# What a letter is to ask for, by words that its name and its purpose share.
_RIGHTS = {
    "complaint": r"(?:reclam|quej|denunci|ante la|autoridad|superintendencia|agencia)\w*",
    "portability": r"(?:portab|llevar(?:me|se|nos|l)|trasladar)\w*",
    "objection": r"(?:opon|oposici|me opongo|dejen de)\w*",
    "rectification": r"(?:rectific|correg|corrij|correcci|enmend)\w*",
    "erasure": r"(?:borr(?!ador)|elimin|supres|suprim|cancel|olvid)\w*",
    "access": r"(?:todos (?:los|mis) datos|datos mios|me (?:entreguen?|manden?|den?|digan?|muestren?|"
    "informen?) (?:lo|todo|toda|que|mis|la)|"
    r"(?:conocer|saber|consultar|ver) (?:mis datos|los datos|todo lo que|lo que|que (?:datos|"
    r"informacion|saben|tienen))|"
    r"pedir(?:les?)? (?:los datos|todo lo que|lo que)|"
    r"todo lo que (?:saben|guardan|manejan)|"
    r"lo que tienen de mi|pedirles? (?:a \w+ )?(?:todos )?(?:mis|los) datos|acceso|acceder|copia de|"
    r"pedir mis datos|pido mis datos|solicitar mis datos|"
    r"todo lo que tienen|habeas)\w*",
}


def right_of_letter(text: str) -> str | None:
    """The right that a letter is to exercise, if the message says so.

    >>> right_of_letter("un modelo para que cancelen mis datos")
    'erasure'
    """
    folded = fold(text)
    found = [
        (match.start(), right)
        for right, pattern in _RIGHTS.items()
        if (match := re.search(rf"\b{pattern}", folded))
    ]
    rights = {right for _, right in found}
    # "Una queja porque no borran mis datos" is a complaint, and its reason is another right.
    if "complaint" in rights:
        return "complaint"
    # "Para pedir mis datos y llevármelos": to take them along says more than to ask for them.
    if "portability" in rights:
        return "portability"
    return min(found)[1] if found else None


def is_other_letter(text: str) -> bool:
    """Whether a message speaks of letters that are none of Clara's.

    >>> is_other_letter("redáctame una carta para mi casero")
    True
    """
    return bool(_OTHERS.search(fold(text)))


def asks_for_letter(text: str) -> bool:
    """Whether a message asks for a letter or its wording.

    Args:
        text: the message.

    Returns:
        True for "hazme la carta", "un modelo para pedir mis datos"; False for a letter that was sent or is
        about something else.
    """
    folded = fold(text)
    if _OTHERS.search(folded) or (_NO_WISH.search(folded) and not _FOR_ME.search(folded)):
        return False
    return any(pattern.search(folded) for pattern in _PATTERNS)
