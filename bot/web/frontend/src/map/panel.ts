// The panel that opens on a box or a ribbon: its connections, its facts with their citations, and a question.
import { html, nothing, type TemplateResult } from "lit";
import { nameOf, type Fact, type MapLink, type MapNode, type PolicyMap, type Stage } from "./policy";
import type { Picked } from "./picture";
import { WORDS } from "./words";

/** What the panel shows about what was picked. */
export function panel(policy: PolicyMap, picked: Picked): TemplateResult {
  const facts = new Map(policy.facts.map((fact) => [fact.id, fact]));
  const nodes = new Map(policy.nodes.map((node) => [node.id, node]));
  const denial = WORDS.denied(policy.version.current);
  const shown = "node" in picked ? picked.node : undefined;
  const links = "node" in picked
    ? policy.links.filter((link) => link.source === picked.node.id || link.target === picked.node.id)
    : [picked.link];
  const keys = [...new Set(links.flatMap((link) => link.facts))];
  const asked = shown ?? nodes.get(links[0]?.target ?? "");
  return html`
    <header>
      <p>${shown ? policy.stages.find((stage) => stage.id === shown.stage)?.name : WORDS.connection}</p>
      <h2 id="panel-titulo" tabindex="-1">${shown ? nameOf(shown) : joined(links[0], nodes)}</h2>
      <button type="button" class="close" aria-label=${WORDS.close} @click=${close}>✕</button>
    </header>
    <div class="body">
      ${shown && shown.members.length > 0 ? html`<p class="members">${WORDS.includes} ${shown.members.map((one) => one.name).join(" · ")}.</p>` : nothing}
      ${shown ? policy.stages.map((stage) => connections(stage, shown, links, nodes, denial)) : status(links[0], denial)}
      <h3>${WORDS.facts(keys.length)}</h3>
      <ul class="cited">${keys.map((key) => cited(facts.get(key), facts))}</ul>
    </div>
    ${asked ? html`<footer><a class="ask" href="/#pregunta=${encodeURIComponent(asked.question)}"><strong>${WORDS.ask}</strong> <span>${asked.question}</span></a></footer>` : nothing}`;
}

function close(event: Event): void {
  (event.currentTarget as Element).closest("dialog")?.close();
}

function joined(link: MapLink | undefined, nodes: Map<string, MapNode>): string {
  return link ? `${named(nodes.get(link.source))} → ${named(nodes.get(link.target))}` : "";
}

function named(node: MapNode | undefined): string {
  return node ? nameOf(node) : "";
}

function connections(
  stage: Stage, node: MapNode, links: MapLink[], nodes: Map<string, MapNode>, denial: string,
): TemplateResult | typeof nothing {
  const others = links
    .map((link) => ({ link, other: nodes.get(link.source === node.id ? link.target : link.source) }))
    .filter(({ other }) => other?.stage === stage.id);
  if (others.length === 0) return nothing;
  return html`<h3>${stage.name}</h3><ul class="others">${others.map(({ link, other }) => html`<li class=${link.status}>
    ${named(other)}${about(link, denial)}</li>`)}</ul>`;
}

function about(link: MapLink, denial: string): TemplateResult | typeof nothing {
  const notes = [
    link.status === "denied" ? denial : link.status === "unknown" ? WORDS.unknown : link.general ? WORDS.general : "",
    link.about.map((one) => one.name).join(", "),
  ].filter(Boolean);
  return notes.length > 0 ? html` <small>(${notes.join(": ")})</small>` : nothing;
}

function status(link: MapLink | undefined, denial: string): TemplateResult | typeof nothing {
  return link ? html`<p class="members">${about(link, denial)}</p>` : nothing;
}

function cited(fact: Fact | undefined, facts: Map<string, Fact>): TemplateResult | typeof nothing {
  if (!fact) return nothing;
  const { source, section, date, url } = fact.citation;
  return html`<li>
    <p>${fact.text}</p>
    <p class="citation">${source} (${date ? inSpanish(date) : WORDS.undated}), «${section}».
      ${url ? html`<a href=${url} rel="noopener noreferrer">${WORDS.source}</a>` : nothing}</p>
    ${other(WORDS.before, fact.replaces, facts)}${other(WORDS.now, fact.replaced_by, facts)}
  </li>`;
}

function other(when: string, keys: string[], facts: Map<string, Fact>): TemplateResult | typeof nothing {
  const texts = keys.flatMap((key) => facts.get(key)?.text ?? []);
  return texts.length > 0 ? html`<p class="other"><strong>${when}</strong> ${texts.join(" ")}</p>` : nothing;
}

function inSpanish(day: string): string {
  return new Intl.DateTimeFormat("es", { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}
