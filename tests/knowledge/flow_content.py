"""The small content with what a map of the data needs: sources, purposes, gatherings, an older version."""

from __future__ import annotations

from pathlib import Path

from tests.knowledge.small_content import write_content

ADDED = {
    "concepts.yaml": """
- {id: partners, kind: source, name: Socios, label: los socios, number: plural, gender: m, aliases: [socios]}
- {id: marketing, kind: purpose, name: Marketing, label: el marketing, number: singular, gender: m, aliases: [marketing]}
""",
    "aspects.yaml": """
- {id: source, name: de dónde, general: [], related: [], next: [], asks: {any: '¿De dónde?', source: '¿Qué llega de {label}?'}}
- {id: purpose, name: para qué, general: [], related: [], next: [], asks: {any: '¿Para qué?'}}
""",
    "facts/sharing.yaml": """
- {id: com-not-voice, text: No da tu voz., concepts: [voice, authorities], polarity: denies, source: statement, section: B, as_of: '2026-04-10'}
- {id: com-marketing, text: Por el marketing., concepts: [marketing, authorities], source: statement, section: B, as_of: '2026-04-10'}
""",
}
REPLACED = {
    "map.yaml": """
stages:
- {id: source, name: De dónde, aspect: source}
- id: data
  name: Qué dato
  aspect: collection
  nodes:
  - {id: senses, name: Sentidos, members: [voice, health], question: '¿Qué sentidos?', questions: {voice: '¿Y mi voz?'}}
  - {id: contact, name: Contacto, members: [email]}
  - {id: all_data, name: Tus datos en general, general: true, fact: col-all}
- {id: purpose, name: Para qué, aspect: purpose}
- {id: recipient, name: Quién, aspect: sharing}
""",
    "facts/purpose.yaml": """
aspect: purpose
facts:
- {id: use-voice, text: Con tu voz hace marketing., concepts: [voice, marketing], source: statement, section: C, as_of: '2026-04-10', supersedes: [use-voice-2021]}
- {id: use-voice-2021, text: En 2021 no., concepts: [voice, marketing], polarity: denies, status: historical, source: statement, section: C, as_of: '2021-11-02'}
""",
    "facts/source.yaml": """
aspect: source
facts:
- {id: from-partners, text: Los socios dan tu correo., concepts: [partners, email], source: statement, section: D, as_of: '2026-04-10'}
- id: from-partners-senses
  text: Los socios dan datos de los sentidos. Tu correo lo das tú.
  concepts: [partners, authorities, voice, email]
  source: statement
  section: D
  as_of: '2026-04-10'
  flows:
  - partners > senses
- {id: from-law-2021, text: En 2021 las autoridades daban tu correo., concepts: [authorities, email], status: historical, source: statement, section: D, as_of: '2021-11-02'}
""",
}


def write_flow_content(folder: Path) -> Path:
    """Write it.

    Args:
        folder: where to.

    Returns:
        The folder.
    """
    home = write_content(folder) / "netflix"
    for name, text in ADDED.items():
        (home / name).write_text((home / name).read_text(encoding="utf-8") + text.lstrip("\n"), "utf-8")
    for name, text in REPLACED.items():
        (home / name).write_text(text, encoding="utf-8")
    return folder
