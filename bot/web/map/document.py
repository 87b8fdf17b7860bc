"""A map as JSON; `openapi.json` describes it."""

from __future__ import annotations

from typing import Any

from bot.web.map.asked import Asked
from knowledge.flow_records import Choice, FlowMap, Link, Node, Place, Version
from knowledge.records import Fact, Policy

Json = dict[str, Any]


def as_document(asked: Asked) -> Json:
    """A policy's map, ready to be serialised.

    Args:
        asked: the policy and its map.

    Returns:
        What `openapi.json` calls `PolicyMap`.
    """
    drawn = asked.drawn
    return {
        "policy": _policy(asked.policy),
        "version": _version(drawn.version),
        "versions": [_version(version) for version in drawn.versions],
        "data": drawn.data,
        "categories": [_category(choice) for choice in drawn.choices],
        "stages": [{"id": stage.id, "name": stage.name} for stage in drawn.stages],
        "nodes": [_node(node, drawn) for node in drawn.nodes],
        "links": [_link(link, drawn) for link in drawn.links],
        "facts": [_fact(fact, drawn) for fact in sorted(drawn.facts.values(), key=lambda one: one.row_id)],
        "general": drawn.general_fact,
        "silent": list(drawn.absences),
    }


def short_id(place: Place) -> str:
    """A data place's id as parameters name it: "email" for "data.email"."""
    return place.id.partition(".")[2]


def _policy(policy: Policy) -> Json:
    return {"id": policy.id, "name": policy.name, "company": policy.company, "contact": policy.contact}


def _version(version: Version) -> Json:
    return {"date": version.date.isoformat(), "current": version.current, "url": version.url}


def _category(choice: Choice) -> Json:
    return {
        "id": short_id(choice.place),
        "name": choice.place.name,
        "members": [_named(one) for one in choice.members],
    }


def _named(place: Place) -> Json:
    return {"id": short_id(place), "name": place.name}


def _node(node: Node, drawn: FlowMap) -> Json:
    place = node.place
    return {
        "id": place.id,
        "stage": place.stage,
        "name": place.name,
        "general": place.general,
        "whole": node.whole,
        "members": [_named(drawn.places[one]) for one in node.members],
        "question": place.question,
        "facts": list(node.facts),
    }


def _link(link: Link, drawn: FlowMap) -> Json:
    return {
        "source": link.source,
        "target": link.target,
        "status": link.status,
        "general": link.general,
        "about": [_named(drawn.places[one]) for one in link.about],
        "facts": list(link.facts),
    }


def _fact(fact: Fact, drawn: FlowMap) -> Json:
    day = fact.citation.as_of
    return {
        "id": fact.key,
        "aspect": fact.aspect,
        "text": fact.text,
        "current": fact.current,
        "denies": fact.polarity == "denies",
        "region": fact.region,
        "citation": {
            "source": fact.citation.source,
            "section": fact.citation.section,
            "date": day.isoformat() if day else None,
            "url": fact.citation.url,
        },
        "replaces": [old for new, old in drawn.replaced if new == fact.key],
        "replaced_by": [new for new, old in drawn.replaced if old == fact.key],
    }
