"""The project's own content: what it must cover, and that it says the truth about the project."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from knowledge.alternatives import alternatives
from knowledge.content import Content, read_content
from knowledge.entries import FactEntry
from knowledge.queries import KnowledgeBase


@pytest.fixture(scope="module")
def content() -> Content:
    return read_content()


@pytest.fixture(scope="module")
def facts(content: Content) -> dict[str, FactEntry]:
    return {fact.id: fact for _, fact in content.facts}


# What the article that the project was made from says, point by point, and the facts that carry it.
ARTICLE = {
    "part is given consciously, part generated automatically": "art-dos-vias",
    "one should know what is taken and how": "art-conciencia",
    "name, e-mail, payment, phone, other identifiers": "col-proporcionados",
    "identification number in some countries": "col-identificacion",
    "when the account is made and paid, customer service, surveys": "col-proporcionados-momento",
    "use of the platform, interactions, notifications, searches, games": "col-automaticos",
    "devices: network id, software, connection": "col-dispositivo",
    "places from which content is watched": "col-ubicacion-lugares",
    "IP addresses, cookies, advertising": "art-dispositivo-ip-cookies",
    "who the partners are": "fue-socios",
    "what the partners give": "fue-socios-datos",
    "other sources: public, security, games, payment": "fue-otras",
    "the four ways together": "fue-cuatro",
    "to personalise services and marketing, and for the partners": "uso-general",
    "recommendations": "uso-recomendaciones",
    "general location": "uso-ubicacion",
    "translated content": "uso-localizado",
    "partners bring the service": "uso-socios",
    "security and fraud": "uso-seguridad",
    "understand the audience, choose content": "uso-analisis",
    "communicate": "uso-comunicacion",
    "third parties and own platforms": "com-general",
    "partners: voice assistants, payment and sales platforms": "com-socios",
    "the whole": "art-resumen",
}


@pytest.mark.parametrize("point", ARTICLE)
def test_the_article_is_covered(facts: dict[str, FactEntry], point: str) -> None:
    fact = facts[ARTICLE[point]]
    assert fact.status == "current"
    assert fact.source == "articulo"


def test_all_verified_facts_are_in(content: Content) -> None:
    of_the_policy = [fact for aspect, fact in content.facts if aspect != "bot" and fact.source != "clara"]
    # 25 more are on countries' laws: those are made from jurisdictions.yaml.
    assert len(of_the_policy) == 443
    assert sum(fact.status == "historical" for fact in of_the_policy) == 73


def test_there_are_forty_definitions(content: Content) -> None:
    assert sum(aspect == "definition" for aspect, _ in content.facts) >= 40


def test_people_have_names_for_every_datum(content: Content) -> None:
    few = [c.id for c in content.concepts if c.kind == "data_category" and len(c.aliases) < 8]
    assert few == []


@pytest.mark.parametrize(
    ("concept", "names"),
    [
        ("device_info", "celular móvil fono compu ordenador tele smart_tv"),
        ("email", "mail correo e-mail imeil"),
        ("payment", "plata tarjeta pago"),
        ("government_id", "cédula DNI INE RUT CURP"),
        ("location", "ubicación dónde_estoy localización GPS"),
        ("viewing_history", "historial lo_que_veo lo_que_he_visto"),
    ],
)
def test_regional_names_are_there(content: Content, concept: str, names: str) -> None:
    [found] = [one for one in content.concepts if one.id == concept]
    known = " · ".join(name for alias in found.entries() for name in alternatives(alias.text))
    assert [name for name in names.split() if name.replace("_", " ") not in known] == []


def test_superseded_facts_are_historical(content: Content, facts: dict[str, FactEntry]) -> None:
    superseded = {old for fact in facts.values() for old in fact.supersedes}
    assert {facts[old].status for old in superseded} == {"historical"}


def test_labels_read_in_a_sentence(content: Content) -> None:
    odd = [c.id for c in content.concepts if c.label != c.label.strip() or c.label[0].isupper()]
    assert odd == []


def test_every_aspect_has_an_answer_without_a_concept(content: Content, real_kb: KnowledgeBase) -> None:
    assert [a.id for a in content.aspects if not real_kb.general_facts(a.id)] == []


def test_what_clara_says_of_itself_is_how_it_is_configured(
    real_kb: KnowledgeBase, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever names a store or a broker there says nothing in the variables that these texts are filled from.
    endpoints = yaml.safe_load((project / "endpoints.yml").read_text())
    assert not {"tracker_store", "event_broker"} & set(endpoints)

    def told() -> dict[str, str]:
        keys = ["bot-que-es", "bot-guarda", "bot-borrar"]
        # A knowledge base remembers for a turn: settings do not change within one.
        fresh = KnowledgeBase(real_kb.session)
        return {fact.key: fact.text for fact in fresh.facts_by_key(keys)}

    default = told()
    assert not [text for text in default.values() if "{" in text]
    assert "en la memoria" in default["bot-guarda"]
    assert all(
        "24 horas" in default[key] and "se apaga" in default[key] for key in ("bot-guarda", "bot-borrar")
    )
    assert "no me ha dicho su nombre" in default["bot-que-es"]
    monkeypatch.setenv("CLARA_CONVERSATIONS_URL", "postgresql+psycopg2://clara@db/clara")
    monkeypatch.setenv("CLARA_CONVERSATIONS_HOURS", "72")
    monkeypatch.setenv("CLARA_OPERATOR", "la Biblioteca de Ávila")
    changed = told()
    assert "base de datos de este servicio" in changed["bot-guarda"]
    assert "memoria" not in changed["bot-guarda"]
    assert all(
        "3 días" in changed[key] and "se apaga" not in changed[key] for key in ("bot-guarda", "bot-borrar")
    )
    assert "Quien me hace funcionar es la Biblioteca de Ávila." in changed["bot-que-es"]
