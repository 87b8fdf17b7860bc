// The picture: boxes are buttons, ribbons are drawn behind them. Narrow screens get one picture per step.
import { html, nothing, svg, type TemplateResult } from "lit";
import { layOut, type Box, type Layout, type Measures, type NodeBox } from "./layout";
import { nameOf, toneOf, type MapLink, type MapNode, type PolicyMap, type StageId } from "./policy";
import { WORDS } from "./words";

export type Picked = { node: MapNode } | { link: MapLink };

const WIDE = 860;
const STEPS: [StageId, StageId][] = [["source", "data"], ["data", "purpose"], ["purpose", "recipient"], ["data", "recipient"]];

/** Draw a map for a width; `pick` is called with what a person chooses. */
export function picture(policy: PolicyMap, width: number, pick: (picked: Picked) => void): TemplateResult {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const wide = width >= WIDE;
  const measures: Measures = {
    width,
    boxWidth: wide ? Math.min(190, width * 0.165) : Math.min(200, width * (width < 320 ? 0.43 : 0.41)),
    boxHeight: (wide ? 2.6 : 3.2) * rem,
    ribbon: wide ? 6 : 5,
    gap: 0.55 * rem,
  };
  const columns: StageId[][] = wide ? [policy.stages.map((stage) => stage.id)] : STEPS;
  const drawn = columns.map((some) => ({ some, layout: layOut(some, policy.nodes, policy.links, measures) }));
  return html`${drawn
    .filter(({ layout }) => layout.height > 0)
    .map(({ some, layout }) => figure(policy, some, layout, pick))}`;
}

function figure(policy: PolicyMap, columns: StageId[], layout: Layout, pick: (picked: Picked) => void): TemplateResult {
  const names = policy.stages.filter((stage) => columns.includes(stage.id));
  const tones = new Map(policy.nodes.filter((one) => one.stage === "data").map((one) => [one.id, toneOf(one, policy.categories)]));
  const first = layout.boxes[0];
  return html`<div class="flows" role="group" aria-label=${names.map((stage) => stage.name).join(", ")}>
    <div class="stages" aria-hidden="true">${names.map((stage) => html`<span .style=${`width:${layout.boxWidth}px`}>${stage.name}</span>`)}</div>
    <div class="canvas" .style=${`height:${layout.height}px`}
      @keydown=${move} @pointerover=${point} @pointerleave=${unpoint} @focusin=${point} @focusout=${unpoint}>
      <svg aria-hidden="true" focusable="false" width=${layout.width} height=${layout.height}
        viewBox="0 0 ${layout.width} ${layout.height}">
        ${layout.ribbons.map(({ link, path }) => svg`<path d=${path} data-source=${link.source} data-target=${link.target}
          class="ribbon ${link.status} ${link.general ? "general" : "own"} ${toneClass(link, tones)}" @click=${() => pick({ link })} />`)}
      </svg>
      ${layout.lane ? laneBox(layout.lane) : nothing}
      ${layout.boxes.map((box) => nodeBox(box, policy, box === first, tones.get(box.node.id), pick))}
    </div>
  </div>`;
}

function laneBox(lane: Box): TemplateResult {
  return html`<span class="lane" aria-hidden="true" .style=${placed(lane)}>${WORDS.lane}</span>`;
}

function nodeBox(
  box: NodeBox, policy: PolicyMap, first: boolean, tone: number | undefined, pick: (picked: Picked) => void,
): TemplateResult {
  const { node } = box;
  const stage = policy.stages.find((one) => one.id === node.stage)?.name ?? "";
  const count = policy.links.filter((link) => link.source === node.id || link.target === node.id).length;
  const said = `${nameOf(node)}. ${stage}. ${WORDS.connections(count)}`;
  return html`<button type="button" class="box ${node.stage} ${tone === undefined ? "" : toneName(tone)}"
    data-node=${node.id} aria-label=${said} aria-haspopup="dialog" tabindex=${first ? 0 : -1}
    .style=${placed(box)} @click=${() => pick({ node })}><span>${nameOf(node)}</span></button>`;
}

// Assigning `style` goes through the CSSOM, which a policy without inline styles allows.
function placed(box: Box): string {
  return `left:${box.x}px;top:${box.y}px;width:${box.width}px;height:${box.height}px`;
}

function toneClass(link: MapLink, tones: Map<string, number>): string {
  const tone = tones.get(link.source) ?? tones.get(link.target);
  if (tone !== undefined) return toneName(tone);
  return link.general ? "tone-general" : "tone-mixed";
}

function toneName(tone: number): string {
  return tone < 0 ? "tone-general" : `tone-${tone}`;
}

function point(event: Event): void {
  const canvas = event.currentTarget as HTMLElement;
  const target = event.target as Element;
  const box = target.closest<HTMLElement>("[data-node]");
  const ribbon = target.closest<SVGPathElement>(".ribbon");
  if (box) highlight(canvas, (source, end) => source === box.dataset.node || end === box.dataset.node);
  else if (ribbon) highlight(canvas, (source, end) => source === ribbon.dataset.source && end === ribbon.dataset.target);
  else unpoint(event);
}

function unpoint(event: Event): void {
  const canvas = event.currentTarget as HTMLElement;
  const focused = canvas.querySelector<HTMLElement>("[data-node]:focus-visible");
  if (focused) highlight(canvas, (source, end) => source === focused.dataset.node || end === focused.dataset.node);
  else highlight(canvas, undefined);
}

/** Bring some ribbons and the boxes that they join to the fore; all, if there is no choice. */
function highlight(canvas: HTMLElement, chosen: ((source: string, target: string) => boolean) | undefined): void {
  const lit = new Set<string>();
  for (const ribbon of canvas.querySelectorAll<SVGPathElement>(".ribbon")) {
    const { source = "", target = "" } = ribbon.dataset;
    const on = chosen?.(source, target) ?? false;
    ribbon.classList.toggle("on", on);
    if (on) lit.add(source).add(target);
  }
  for (const box of canvas.querySelectorAll<HTMLElement>("[data-node]")) box.classList.toggle("on", lit.has(box.dataset.node ?? ""));
  canvas.classList.toggle("chosen", chosen !== undefined);
}

/** Arrow keys: up and down in a column, left and right to the nearest box of the next one. */
function move(event: KeyboardEvent): void {
  const canvas = event.currentTarget as HTMLElement;
  const from = (event.target as Element).closest<HTMLElement>("[data-node]");
  if (!from || event.altKey || event.ctrlKey || event.metaKey) return;
  const to = neighbour([...canvas.querySelectorAll<HTMLElement>("[data-node]")], from, event.key);
  if (to === undefined) return;
  event.preventDefault();
  from.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}

function neighbour(boxes: HTMLElement[], from: HTMLElement, key: string): HTMLElement | undefined {
  const middle = (box: HTMLElement): number => box.offsetTop + box.offsetHeight / 2;
  const inColumn = boxes.filter((box) => box.offsetLeft === from.offsetLeft).sort((a, b) => a.offsetTop - b.offsetTop);
  const here = inColumn.indexOf(from);
  switch (key) {
    case "ArrowUp": return inColumn[Math.max(0, here - 1)];
    case "ArrowDown": return inColumn[Math.min(inColumn.length - 1, here + 1)];
    case "Home": return inColumn[0];
    case "End": return inColumn[inColumn.length - 1];
    case "ArrowLeft":
    case "ArrowRight": {
      const way = key === "ArrowLeft" ? -1 : 1;
      const beyond = boxes.filter((box) => (box.offsetLeft - from.offsetLeft) * way > 0);
      const next = way * Math.min(...beyond.map((box) => box.offsetLeft * way));
      return beyond
        .filter((box) => box.offsetLeft === next)
        .sort((a, b) => Math.abs(middle(a) - middle(from)) - Math.abs(middle(b) - middle(from)))[0] ?? from;
    }
    default: return undefined;
  }
}
