"""Each recogniser: what it finds, then what it leaves."""

from __future__ import annotations

import pytest

from bot.privacy.found import Recogniser
from bot.privacy.recognisers.addresses import addresses
from bot.privacy.recognisers.births import births
from bot.privacy.recognisers.cards import cards
from bot.privacy.recognisers.devices import devices
from bot.privacy.recognisers.documents import checked_documents, named_documents
from bot.privacy.recognisers.emails import emails
from bot.privacy.recognisers.ibans import ibans
from bot.privacy.recognisers.ips import ips
from bot.privacy.recognisers.links import links
from bot.privacy.recognisers.names import names
from bot.privacy.recognisers.numbers import long_numbers
from bot.privacy.recognisers.passwords import passwords
from bot.privacy.recognisers.phones import phones
from bot.privacy.recognisers.spoken import spoken_numbers


def stretches(recognise: Recogniser, text: str) -> set[str]:
    return {text[one.start : one.end] for one in recognise(text)}


@pytest.mark.parametrize(
    ("recognise", "text", "found"),
    [
        (emails, "soy ana.ruiz+tv@example.org.", "ana.ruiz+tv@example.org"),
        (emails, "es ana arroba gmail punto com", "ana arroba gmail punto com"),
        (emails, "es ana [at] example.org", "ana [at] example.org"),
        (emails, "ana@gmail lo saben", "ana@gmail"),
        (emails, "ana@gmail.con", "ana@gmail.con"),
        (passwords, "mi contraseña de netflix es Perro1234!", "Perro1234"),
        (links, "abre https://ejemplo.org/x?sesion=1 ya", "https://ejemplo.org/x?sesion=1"),
        (links, "abre ejemplo.org/r#token=9a", "ejemplo.org/r#token=9a"),
        (
            links,
            "https://ejemplo.org/descarga/8f14e45fceea167a",
            "https://ejemplo.org/descarga/8f14e45fceea167a",
        ),
        (ibans, "es ES91 2100 0418 4502 0005 1332", "ES91 2100 0418 4502 0005 1332"),
        (ibans, "es ES91 2100 0418 4502 0005 1333", "ES91 2100 0418 4502 0005 1333"),
        (ibans, "GB82WEST12345698765432 y adiós", "GB82WEST12345698765432"),
        (ibans, "mi cbu es 2850590940090418135201", "2850590940090418135201"),
        (ips, "la 83.45.12.201, ¿quién?", "83.45.12.201"),
        (ips, "la 2001:db8::8a2e:370:7334", "2001:db8::8a2e:370:7334"),
        (devices, "mi mac 00:1B:44:11:3A:B7", "00:1B:44:11:3A:B7"),
        (devices, "imei 490154203237518", "490154203237518"),
        (devices, "6f9619ff-8b86-d011-b42d-00cf4fc964ff", "6f9619ff-8b86-d011-b42d-00cf4fc964ff"),
        (births, "nací el 5 de mayo de 1987", "5 de mayo de 1987"),
        (births, "fecha de nacimiento: 1987-05-25", "1987-05-25"),
        (births, "el 31.12.1999 es mi cumpleaños", "31.12.1999"),
        (cards, "la 4111-1111-1111-1111", "4111-1111-1111-1111"),
        (cards, "la amex 378282246310005", "378282246310005"),
        (cards, "mi tarjeta 4111 1111 1111 1112", "4111 1111 1111 1112"),
        (cards, "el cvv es 123", "123"),
        (named_documents, "mi dni es 30.123.456", "30.123.456"),
        (named_documents, "cédula 1.020.345.678", "1.020.345.678"),
        (named_documents, "pasaporte PAA123456", "PAA123456"),
        (named_documents, "DNI 12345678A", "12345678A"),
        (checked_documents, "12345678Z", "12345678Z"),
        (checked_documents, "x-1234567-l", "x-1234567-l"),
        (checked_documents, "es HEGG560427MVZRRL04", "HEGG560427MVZRRL04"),
        (checked_documents, "es GODE561231GR8", "GODE561231GR8"),
        (checked_documents, "12.345.678-5", "12.345.678-5"),
        (checked_documents, "20-26756539-3", "20-26756539-3"),
        (checked_documents, "20512333797", "20512333797"),
        (checked_documents, "V-12.345.678", "V-12.345.678"),
        (phones, "al 612 345 678", "612 345 678"),
        (phones, "al +52 (55) 1234-5678", "+52 (55) 1234-5678"),
        (phones, "mi celular 7123-4567", "7123-4567"),
        (phones, "+44 7911 123456", "+44 7911 123456"),
        (
            spoken_numbers,
            "seis uno dos, treinta y cuatro, cincuenta",
            "seis uno dos, treinta y cuatro, cincuenta",
        ),
        (addresses, "vivo en calle Mayor 12, 3º B", "calle Mayor 12, 3º B"),
        (addresses, "Carrera 7 # 71-21", "Carrera 7 # 71-21"),
        (addresses, "av. 18 de Julio 1453 apto 302", "av. 18 de Julio 1453 apto 302"),
        (addresses, "mi código postal es 28013", "28013"),
        (names, "me llamo Ana de la Fuente, ¿lo guardan?", "Ana de la Fuente"),
        (names, "Mi nombre es josé y vivo aquí", "josé"),
        (long_numbers, "cliente 998877665544", "998877665544"),
        (long_numbers, "\x00 - 91 234 56 78", "91 234 56 78"),
        (long_numbers, "\x00/679", "679"),
        (long_numbers, "1 " * 40, ("1 " * 40).strip()),
    ],
)
def test_found(recognise: Recogniser, text: str, found: str) -> None:
    assert found in stretches(recognise, text)


@pytest.mark.parametrize(
    ("recognise", "text"),
    [
        (emails, "¿contesta privacy@netflix.com?"),
        (emails, "@netflix qué hacen"),
        (emails, "la arroba del teclado punto"),
        (links, "lo dice https://help.netflix.com/legal/privacy"),
        (links, "y/o algo así... ¿no?"),
        (ibans, "LA POLÍTICA 2026"),
        (ips, "es la versión 10.0.19.1"),
        (ips, "¿qué es 192.168?"),
        (ips, "a las 12:30:45"),
        (ips, "999.999.999.999"),
        (births, "la política del 10 de abril de 2026"),
        (births, "nací en 1990"),
        (cards, "2018-2019-2020-2021"),
        (cards, "el 4K de 2024"),
        (named_documents, "¿piden el DNI en 2026?"),
        (checked_documents, "el RGPD 2016/679"),
        (checked_documents, "12345678A"),
        (passwords, "¿mi contraseña es segura?"),
        (passwords, "la contraseña es de 8 letras"),
        (phones, "son 1.299.000 pesos"),
        (phones, "de 2018 a 2024"),
        (spoken_numbers, "tengo uno, dos o tres perfiles"),
        (addresses, "por la calle en 2024"),
        (addresses, "escucho Calle 13"),
        (names, "¿mi nombre es público?"),
        (names, "me llamo como mi padre"),
        (names, "¿guardan mi nombre?"),
        (long_numbers, "\x00 en 2024"),
        (long_numbers, "2024 \x00"),
        (long_numbers, "300.000.000 de personas"),
        (long_numbers, "en 2018, 2019 y 2020"),
        (long_numbers, "el 10/04/2026"),
    ],
)
def test_left(recognise: Recogniser, text: str) -> None:
    assert stretches(recognise, text) == set()


def test_the_address_of_the_policy_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    assert stretches(emails, "escribí a privacy@netflix.com") == set()
    monkeypatch.setenv("CLARA_POLICY", "zancada")
    assert stretches(emails, "escribí a privacidad@zancada.example") == set()
    assert stretches(emails, "escribí a privacy@netflix.com") == {"privacy@netflix.com"}
