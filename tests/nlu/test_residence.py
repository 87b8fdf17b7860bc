"""Where people say that they live, and what says nothing of it."""

from __future__ import annotations

import pytest

from knowledge.content import read_content
from nlu.residence import Residence, ResidenceReader
from nlu.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def reader() -> ResidenceReader:
    return ResidenceReader(Vocabulary.of(read_content()).places)


@pytest.mark.parametrize(
    ("text", "country", "rest"),
    [
        ("vivo en Medellín", "CO", ""),
        ("soy mexicana", "MX", ""),
        ("desde España", "ES", ""),
        ("en CDMX", "MX", ""),
        ("no, ahora estoy en Chile", "CL", ""),
        ("Perú", "PE", ""),
        ("somos peruanos", "PE", ""),
        ("te escribo desde Quito", "EC", ""),
        ("soy boricua", "PR", ""),
        ("santiago de chile", "CL", ""),
        ("Guadalajara, Jalisco", "MX", ""),
        ("vivo en Córdoba, Argentina", "AR", ""),
        ("VIVO EN COSTA RICA!!", "CR", ""),
        ("vivo en venesuela", "VE", ""),
        ("soy salbadoreña", "SV", ""),
        ("soy d bogota", "CO", ""),
        ("vivo en saragoza, qué plazo hay", "ES", "qué plazo hay"),
        ("nací en Cuba pero vivo en España", "ES", ""),
        ("no soy de España, soy de México", "MX", ""),
        ("me mudé a Montevideo", "UY", ""),
        ("me mudo a Lima", "PE", ""),
        ("me regreso a vivir a Arequipa", "PE", ""),
        ("soy de Valencia, estado Carabobo", "VE", ""),
        ("soy guapuchona, de Cali", "CO", ""),
        ("llevo 4 años viviendo en Quito", "EC", ""),
        ("vivo en Perú, ¿cómo pido que borren mis datos?", "PE", "¿cómo pido que borren mis datos?"),
        ("Soy chileno, ¿hay algún servidor acá?", "CL", "¿hay algún servidor acá?"),
        ("¿qué derechos tengo si vivo en España?", "ES", "¿qué derechos tengo?"),
        ("como mexicana qué derechos tengo", "MX", "qué derechos tengo"),
        ("soy argentino pero vivo en España y quiero borrar todo", "ES", "quiero borrar todo"),
        ("Vivo en Perú, ¿mandan lo mío a Estados Unidos?", "PE", "¿mandan lo mío a Estados Unidos?"),
        ("¿ante quién reclamo en Colombia?", "CO", "¿ante quién reclamo?"),
        ("ya tengo dos años de vivir en Girona", "ES", ""),
        ("me acabo de mudar a Málaga, ¿acá también?", "ES", "¿acá también?"),
        ("en enero me trasteé a Quito, ¿ante quién?", "EC", "en enero ¿ante quién?"),
        ("vivo en Nosara, Nicoya, Costa Rica", "CR", ""),
        ("nosotros los cubanos, qué derechos tenemos", "CU", "qué derechos tenemos"),
        ("salvadoreño aquí, en cuánto tiempo responden", "SV", "en cuánto tiempo responden"),
        ("soy del Callao", "PE", ""),
        ("escribime la solicitud de acceso. Mendoza, Argentina", "AR", "escribime la solicitud de acceso."),
        ("Mérida, Yucatán", "MX", ""),
        ("Panamá. Y quisiera saber qué puedo reclamar", "PA", "Y quisiera saber qué puedo reclamar"),
        ("Sí, en Chile. ¿Qué plazo tienen?", "CL", "¿Qué plazo tienen?"),
    ],
)
def test_a_country_is_told(reader: ResidenceReader, text: str, country: str, rest: str) -> None:
    assert reader.read(text) == Residence((country,), told=True, rest=rest)


@pytest.mark.parametrize(
    "name",
    "Santiago Córdoba Guadalajara Mérida Valencia León Cartagena San_José Granada Trujillo".split(),
)
def test_a_name_that_countries_share_is_not_guessed(reader: ResidenceReader, name: str) -> None:
    found = reader.read(f"vivo en {name.replace('_', ' ')}")
    assert found is not None
    assert len(found.countries) > 1


@pytest.mark.parametrize(
    "text",
    [
        "¿mandan mis datos a Estados Unidos?",
        "¿mis datos salen de México?",
        "entraron a mi cuenta desde Rusia",
        "¿guardan mis datos en Irlanda?",
        "¿cuánto cuesta el plan en Perú?",
        "¿Quién ganó las elecciones en Chile?",
        "mi hijo vive en Chile",
        "estoy de viaje en Perú y me cambia el catálogo",
        "soy de las que ven realities a escondidas",
        "estoy en contra de la publicidad",
        "vivo en paz",
        "¿quién les contó que vivo en Maracaibo?",
        "con el VPN creen que vivo en Suecia",
        "¿cuál es la autoridad principal, la de Países Bajos o la de mi país?",
        "hotel en cartagena frente a la playa",
        "soy persona mayor y quiero privacidad",
        "estoy en prueba gratis",
        "soy cliente desde hace años",
        "me gustan las series de España",
        "prefiero no dar mi teléfono, ¿qué pasa?",
        "¿saben dónde vivo?",
        "¿y si no quiero darles nada?",
        "¿y si prefiero no decirlo?",
        "si prefiero no decirlo, qué pasa",
    ],
)
def test_a_country_that_is_nobodys_home_says_nothing(reader: ResidenceReader, text: str) -> None:
    found = reader.read(text)
    assert found is None or found.maybe or not (found.countries or found.declined)


def test_where_somebody_else_lives_does_not_count_but_is_set_aside(reader: ResidenceReader) -> None:
    found = reader.read("mi primo vive en Chile, ¿saben dónde está?")
    assert found == Residence((), told=False, rest="¿saben dónde está?")


@pytest.mark.parametrize("text", ["¿y en Chile?", "¿y si viviera en Chile?", "¿y para alguien de Chile?"])
def test_asking_about_another_country_does_not_tell_ones_own(reader: ResidenceReader, text: str) -> None:
    assert reader.read(text) == Residence(("CL",), told=False, rest="")


def test_a_question_on_a_country_is_not_yet_a_home(reader: ResidenceReader) -> None:
    found = reader.read("¿Quién atiende las quejas de datos en Argentina?")
    assert found == Residence(("AR",), told=False, rest="¿Quién atiende las quejas de datos?")


def test_the_law_of_where_somebody_else_lives_is_asked_about(reader: ResidenceReader) -> None:
    found = reader.read("mi hermana vive en Texas, ¿allá qué ley la cubre?")
    assert found is not None
    assert (found.countries, found.told) == (("US",), False)


def test_a_home_can_be_left(reader: ResidenceReader) -> None:
    assert reader.read("ya no vivo en Perú") == Residence(("PE",), told=False, rest="", denied=True)


@pytest.mark.parametrize(
    "text",
    [
        "prefiero no decirlo",
        "mejor no te digo mi país",
        "no quiero decir de dónde soy",
        "prefiero no contestar",
        "no te voy a decir en qué país vivo",
        "no tengas en cuenta mi país, responde en general",
        "olvídate de donde vivo",
        "mejor contéstame en general",
    ],
)
def test_a_country_can_be_withheld(reader: ResidenceReader, text: str) -> None:
    found = reader.read(text)
    assert found is not None
    assert found.declined


def test_the_places_travel_with_the_model() -> None:
    vocabulary = Vocabulary(places=Vocabulary.of(read_content()).places)
    assert Vocabulary.parse(vocabulary.dump()) == vocabulary


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("prefiero no decir mi país, ¿cuánto tardan en contestarme?", "¿cuánto tardan en contestarme?"),
        ("¿Cuánto tardan? Prefiero no decir de dónde soy.", "¿Cuánto tardan?"),
        ("Hola. Mejor no digo... ¿Qué pasa si prefiero no decirlo?", None),
        ("¿y si prefiero no decir mi país?", None),
        ("prefiero no decirlo, gracias", ""),
        ("Prefiero no decir de qué país soy. Hazme la carta.", "Hazme la carta."),
        ("No te voy a decir de qué país soy. Dime cómo los borro.", "Dime cómo los borro."),
        ("mejor olvide mi país. ¿Qué derechos tengo?", "¿Qué derechos tengo?"),
    ],
)
def test_what_is_asked_beside_withholding_the_country_is_left(
    reader: ResidenceReader, text: str, rest: str | None
) -> None:
    found = reader.read(text)
    assert (found.rest if found is not None and found.declined else None) == rest


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("¿y mi prima, que vive en Lima, ella también?", ("PE",)),
        ("mi prima vive en Lima. ¿Qué guardan de mí?", ()),
    ],
)
def test_where_somebody_else_lives_matters_where_it_is_asked_for_them(
    reader: ResidenceReader, text: str, countries: tuple[str, ...]
) -> None:
    found = reader.read(text)
    assert found is not None
    assert (found.countries, found.told) == (countries, False)


def test_a_right_in_a_country_is_no_transfer_to_it(reader: ResidenceReader) -> None:
    right = reader.read("¿En Chile puedo exigir que me manden mis datos?")
    assert right is not None
    assert right.countries == ("CL",)
    assert reader.read("¿mandan a Chile mis datos si la ley lo permite?") is None


@pytest.mark.parametrize(
    ("text", "country", "rest"),
    [
        ("en Bilbao cómo les digo que no lo manden", "ES", "cómo les digo que no lo manden"),
        (
            "¿qué página tiene la autoridad de datos de Costa Rica?",
            "CR",
            "¿qué página tiene la autoridad de datos?",
        ),
        ("y para mi hijo que está en Ciudad de Panamá cuánto sería?", "PA", "y cuánto sería?"),
        ("mi hermana q vive en Cali, ella a dónde va", "CO", "ella a dónde va"),
        ("¿y a mi prima que vive en Quito?", "EC", ""),
        ("¿Y mi prima, que vive en Quito?", "EC", ""),
    ],
)
def test_a_question_for_somebody_or_some_place(
    reader: ResidenceReader, text: str, country: str, rest: str
) -> None:
    assert reader.read(text) == Residence((country,), told=False, rest=rest)


@pytest.mark.parametrize("text", ["de Chile po, de Talca", "la de Argentina nomás", "pon Panamá ya"])
def test_a_place_in_few_words_may_be_an_answer(reader: ResidenceReader, text: str) -> None:
    found = reader.read(text)
    assert found is not None
    assert found.maybe
    assert not found.told
    assert found.rest == text
