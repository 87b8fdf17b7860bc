"""Who wants a letter written, and who speaks of one."""

from __future__ import annotations

import pytest

from nlu.letters import asks_for_letter, is_other_letter, right_of_letter


@pytest.mark.parametrize(
    "text",
    [
        "Escríbeme la solicitud",
        "redáctame una carta para que borren mis datos",
        "¿me haces la carta?",
        "hazme un modelo para pedir mis datos",
        "un formato de solicitud arco",
        "¿qué pongo en el correo?",
        "una plantilla de reclamación",
        "la carta, por favor",
        "¿me preparas el reclamo ante la autoridad?",
        "quiero un texto ya listo para que corrijan mis datos",
        "haceme la nota porfa",
        "escribime el pedido",
        "¿me la redactas?",
        "ya les escribí y nada: necesito que me redacte la queja",
        "dale, redáctamela",
        "redactamela plis",
        "pues escríbemela tú, que yo de leyes no sé",
        "escríbanme la denuncia para la autoridad",
        "haceme la queja",
        "la denuncia ya escrita, por favor",
        "un modelo de queja: no atendieron lo que pedí el 3 de noviembre",
        "necesito una nota formal para que corrijan mi nombre, la mando desde Santa Fe",
    ],
)
def test_a_letter_is_asked_for(text: str) -> None:
    assert asks_for_letter(text)


@pytest.mark.parametrize(
    "text",
    [
        "¿a quién le escribo un correo?",
        "les escribí una carta y no contestan",
        "escríbeme una carta de amor",
        "hazme una carta para pedir vacaciones",
        "pásame el mail de privacidad",
        "¿leen mis correos?",
        "¿en qué formato me dan mis datos?",
        "dirección postal para mandar una carta",
        "¿qué hacen con mi solicitud?",
        "hazme una carta para cancelar mi línea telefónica",
        "una carta a los Reyes Magos",
    ],
)
def test_other_letters_are_not(text: str) -> None:
    assert not asks_for_letter(text)


def test_a_letter_to_somebody_else_is_none_of_claras() -> None:
    assert is_other_letter("redactame una carta documento para mi casero")
    assert not is_other_letter("redactame una carta para que borren mis datos")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("una solicitud de acceso", "access"),
        ("la carta para que me digan qué información tienen", "access"),
        ("una carta para pedir que corrijan mi nombre", "rectification"),
        ("la carta para pedir mis datos y llevármelos a otra", "portability"),
        ("para que corrijan mi nombre", "rectification"),
        ("un modelo para que cancelen mis datos", "erasure"),
        ("carta de oposición", "objection"),
        ("solicitud de portabilidad", "portability"),
        ("una queja porque no borran mis datos", "complaint"),
        ("hazme un borrador de la solicitud de supresión", "erasure"),
        ("la carta", None),
    ],
)
def test_what_the_letter_asks_for(text: str, right: str | None) -> None:
    assert right_of_letter(text) == right


def test_the_right_of_a_letter_that_asks_for_everything() -> None:
    assert right_of_letter("una carta para pedirle a la empresa todos los datos míos") == "access"
