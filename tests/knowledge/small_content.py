"""A policy small enough to see whole, for tests of the loader and the queries."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "netflix/policy.yaml": """
policy: {id: netflix, name: Política, company: Netflix, contact: privacy@netflix.com}
versions:
- {in_force: '2026-04-10', language: es, url: 'https://example.org/policy'}
- {in_force: '2021-11-02', language: es, url: 'https://example.org/policy'}
sources:
- {id: statement, name: Declaración, weight: 50, url: 'https://example.org/policy'}
- {id: article, name: Artículo, weight: 10}
""",
    "netflix/concepts.yaml": """
concepts:
- {id: email, kind: data_category, name: Correo, label: tu correo, number: singular, gender: m, aliases: [correo, mail]}
- {id: voice, kind: data_category, name: Voz, label: tu voz, number: singular, gender: f, aliases: [voz]}
- {id: device_info, kind: data_category, name: Aparato, label: tu aparato, number: singular, gender: m, aliases: [tele]}
- {id: permissions, kind: data_category, name: Permisos, label: los permisos, number: plural, gender: m, wider: [device_info], aliases: [permisos]}
- {id: health, kind: data_category, name: Salud, label: tu salud, number: singular, gender: f, aliases: [salud]}
- {id: authorities, kind: recipient, name: Autoridades, label: las autoridades, number: plural, gender: f, aliases: [{text: policía, exact: true}]}
- {id: access, kind: right, name: Acceso, label: el acceso, number: singular, gender: m, aliases: [acceso]}
""",
    "netflix/aspects.yaml": """
aspects:
- {id: collection, name: qué recogen, general: [col-all], related: [sharing], next: [sharing], asks: {any: '¿Qué recogen?', data_category: '¿Guardan {mine}?'}}
- {id: sharing, name: con quién, general: [], related: [], next: [collection], asks: {any: '¿Con quién?', recipient: '¿Qué dan a {label}?'}}
- {id: definition, name: qué es, general: [], related: [], next: [], asks: {any: '¿Qué es?'}}
- {id: overview, name: resumen, general: [col-all], related: [], next: [], asks: {any: '¿Resumen?'}}
""",
    "netflix/map.yaml": """
stages:
- {id: source, name: De dónde, aspect: collection}
- id: data
  name: Qué dato
  aspect: collection
  nodes:
  - {id: contact, name: Contacto, members: [email], question: '¿Qué recogen de mi correo?'}
  - {id: all_data, name: Tus datos en general, general: true, fact: col-all}
- {id: purpose, name: Para qué, aspect: overview}
- {id: recipient, name: Quién, aspect: sharing}
""",
    "netflix/facts/collection.yaml": """
aspect: collection
facts:
- {id: col-all, text: Recoge datos de varias clases., source: statement, section: A, as_of: '2026-04-10'}
- id: col-email
  text: Recoge tu correo.
  concepts: [email]
  polarity: affirms
  source: statement
  section: A
  as_of: '2026-04-10'
- {id: col-email-article, text: Pide correo y voz., concepts: [voice, email], source: article, section: Uno}
- {id: col-voice, text: Recoge tu voz con grabaciones., concepts: [voice], source: statement, section: A, as_of: '2026-04-10', supersedes: [col-voice-2021]}
- {id: col-voice-2021, text: En 2021 no nombraba tu voz., concepts: [voice], status: historical, source: statement, section: A, as_of: '2021-11-02'}
- {id: col-health, text: No menciona la salud., concepts: [health], absence: true, source: statement, section: A, as_of: '2026-04-10'}
""",
    "netflix/facts/sharing.yaml": """
aspect: sharing
facts:
- {id: com-law, text: Los da a las autoridades., concepts: [authorities], source: statement, section: B, as_of: '2026-04-10', region: eea}
- {id: com-es, text: En España también., concepts: [authorities], source: article, section: Dos, jurisdiction: ES, repeats: com-law}
""",
    "netflix/glossary.yaml": """
aspect: definition
facts:
- {id: def-cookie, text: Una cookie es un archivo pequeño., aliases: [cookie], source: article, section: Glosario}
""",
    "netflix/unmentioned.yaml": """
unmentioned:
- {id: employer, label: tu jefe, names: [mi jefe, {text: patrón, exact: true}]}
""",
    "places.yaml": """
places:
- {code: ES, country: España, within: en España, region: eea, time_zone: Europe/Madrid, names: [España], people: [española]}
- {code: CL, country: Chile, within: en Chile, region: non_eea, time_zone: America/Santiago, names: [Chile]}
""",
    "jurisdictions.yaml": """
sentences:
  rights: '{Within} te ampara {law}: {rights}.'
  rights_unsure: '{Within} te ampara {law}, con: {rights}.'
  authority: 'Reclama {within} ante {authority}{how}.{site}'
  site: ' {site}'
  site_unsure: ' Sin confirmar: {site}'
  no_authority: 'Sin autoridad {within}.'
  no_deadline: 'Sin plazo {within}.'
  coming: '{Within}, desde el {day} rige {law}.'
  coming_unsure: '{Within} se espera {law} en {month}.'
  no_source: 'Sin fuente {within}.'
rights: {access: acceso}
jurisdictions:
- code: ES
  laws:
  - {id: es, name: RGPD, short: el RGPD, since: '2018-05-25', rights: [access], section: RGPD, sources: [aepd.es]}
""",
    "letters.yaml": """
phrases: {law: 'Según {law}', policy: Según la política, deadline: 'En {deadline}.', promptly: Pronto., authority: A la autoridad}
letters:
- {id: access, title: Acceso, file: acceso.txt, addressee: company, body: 'A {contact}: soy [tu nombre]. {basis}. {deadline}'}
""",
}


def write_content(folder: Path, **changes: tuple[str, str]) -> Path:
    """Write the small content, with one passage of some files replaced.

    Args:
        folder: where to.
        changes: by file name without folder and suffix: what to replace, and by what.

    Returns:
        The folder.
    """
    for name, text in FILES.items():
        old, new = changes.get(Path(name).stem, ("", ""))
        assert old in text, f"{old!r} is not in {name}"
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
    return folder
