// Where boxes stand and how ribbons run. d3-sankey places the boxes so that ribbons cross little; every
// ribbon is equally thick, because the policy says that there is a flow, never how much flows.
import { sankey, type SankeyGraph, type SankeyLink, type SankeyNode } from "d3-sankey";
import type { MapLink, MapNode, StageId } from "./policy";

export interface Measures {
  width: number;
  boxWidth: number;
  boxHeight: number;
  ribbon: number;
  gap: number;
}
export interface Box { x: number; y: number; width: number; height: number }
export interface NodeBox extends Box { node: MapNode }
export interface Ribbon { link: MapLink; path: string }
export interface Layout { width: number; height: number; boxWidth: number; boxes: NodeBox[]; ribbons: Ribbon[]; lane: Box | undefined }

interface Extra { id: string; node?: MapNode; column: number; fixedValue: number }
interface Part { link: MapLink; value: number }
type Placed = SankeyNode<Extra, Part>;
type Run = SankeyLink<Extra, Part>;

type Placing = (order: ((a: Placed, b: Placed) => number) | undefined) => SankeyGraph<Extra, Part>;
type Ranks = Map<string, number>;

// Data that are passed on without a purpose run through a lane of the purposes' column.
const LANE = "lane";

/** Lay out some columns and the links between them. */
export function layOut(columns: StageId[], nodes: MapNode[], links: MapLink[], measures: Measures): Layout {
  const stageOf = new Map(nodes.map((node) => [node.id, node.stage]));
  const column = (id: string): number => columns.indexOf(stageOf.get(id) as StageId);
  const shown = links.filter((link) => column(link.source) >= 0 && column(link.target) >= 0);
  const runs: { source: string; target: string; link: MapLink; value: number }[] = [];
  for (const link of shown) {
    const stops = column(link.target) - column(link.source) > 1 ? [link.source, LANE, link.target] : [link.source, link.target];
    for (let stop = 1; stop < stops.length; stop += 1) {
      runs.push({ source: stops[stop - 1] as string, target: stops[stop] as string, link, value: measures.ribbon });
    }
  }
  const used = new Set(runs.flatMap((run) => [run.source, run.target]));
  const places: Extra[] = nodes
    .filter((node) => used.has(node.id))
    .map((node) => ({ id: node.id, node, column: column(node.id), fixedValue: 0 }));
  if (used.has(LANE)) places.push({ id: LANE, column: columns.indexOf("purpose"), fixedValue: 0 });
  if (places.length === 0) return { width: measures.width, height: 0, boxWidth: measures.boxWidth, boxes: [], ribbons: [], lane: undefined };
  for (const one of places) {
    const leaving = runs.filter((run) => run.source === one.id).length;
    const arriving = runs.filter((run) => run.target === one.id).length;
    one.fixedValue = Math.max(measures.boxHeight, (Math.max(leaving, arriving) + 1) * measures.ribbon);
  }
  const height = Math.max(...columns.map((_, index) => heightOf(places.filter((one) => one.column === index), measures)));
  const place: Placing = (order) =>
    sankey<Extra, Part>()
      .nodeId((one) => one.id)
      .nodeAlign((one) => (one as Placed).column)
      .nodeSort(order)
      .nodeWidth(measures.boxWidth)
      .nodePadding(measures.gap)
      .iterations(32)
      .extent([[0, 0], [measures.width, height]])({
        nodes: places.map((one) => ({ ...one })),
        links: runs.map((run) => ({ ...run })),
      });
  const ranks = columns.length > 2 ? wholeOrder(place, height) : stepOrder(places, runs);
  const graph = place((a, b) => (ranks.get(a.id) ?? 0) - (ranks.get(b.id) ?? 0));
  spread(graph, measures);
  return {
    width: measures.width,
    height,
    boxWidth: measures.boxWidth,
    boxes: graph.nodes.flatMap((one) => (one.node ? [{ node: one.node, ...boxOf(one) }] : [])),
    ribbons: ribbonsOf(graph),
    lane: graph.nodes.filter((one) => one.id === LANE).map(boxOf)[0],
  };
}

/** The order of all columns: what is said in general at the bottom, then the recipients as they cross least. */
function wholeOrder(place: Placing, height: number): Ranks {
  const low = (one: Placed): number => (one.node?.general || one.id === LANE ? height : 0);
  const free = heights(place(undefined));
  const pinned = place((a, b) => (free.get(a.id) ?? 0) + low(a) - (free.get(b.id) ?? 0) - low(b));
  const kept = heights(pinned);
  for (const one of pinned.nodes.filter((end) => (end.targetLinks?.length ?? 0) > 0 && !end.sourceLinks?.length)) {
    kept.set(one.id, mean((one.targetLinks ?? []).map((run) => kept.get((run.source as Placed).id) ?? 0)));
  }
  return kept;
}

/** The order of one step: data, or else what comes first, as the policy has them; the others as they cross least. */
function stepOrder(places: Extra[], runs: { source: string; target: string }[]): Ranks {
  const anchored = places.some((one) => one.node?.stage === "data") ? "data" : places[0]?.node?.stage;
  const ranks: Ranks = new Map();
  places.filter((one) => one.node?.stage === anchored).forEach((one, index) => ranks.set(one.id, index));
  for (const one of places.filter((other) => other.node?.stage !== anchored)) {
    const others = runs.flatMap((run) => (run.source === one.id ? [run.target] : run.target === one.id ? [run.source] : []));
    ranks.set(one.id, mean(others.map((other) => ranks.get(other) ?? 0)));
  }
  return ranks;
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function heights(graph: SankeyGraph<Extra, Part>): Map<string, number> {
  return new Map(graph.nodes.map((one) => [one.id, ((one.y0 ?? 0) + (one.y1 ?? 0)) / 2]));
}

function heightOf(places: Extra[], measures: Measures): number {
  return places.reduce((sum, one) => sum + one.fixedValue, 0) + Math.max(0, places.length - 1) * measures.gap;
}

function boxOf(one: Placed): Box {
  const { x0 = 0, x1 = 0, y0 = 0, y1 = 0 } = one;
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}

/** Let ribbons meet a box around its middle, in the order of what they lead to. */
function spread(graph: SankeyGraph<Extra, Part>, measures: Measures): void {
  const middle = (end: Placed): number => ((end.y0 ?? 0) + (end.y1 ?? 0)) / 2;
  for (const place of graph.nodes as Placed[]) {
    const arriving = [...(place.targetLinks ?? [])] as Run[];
    const leaving = [...(place.sourceLinks ?? [])] as Run[];
    arriving.sort((a, b) => middle(a.source as Placed) - middle(b.source as Placed));
    leaving.sort((a, b) => middle(a.target as Placed) - middle(b.target as Placed));
    for (const [runs, end] of [[arriving, "y1"], [leaving, "y0"]] as const) {
      const top = middle(place) - ((runs.length - 1) * measures.ribbon) / 2;
      runs.forEach((run, index) => { run[end] = top + index * measures.ribbon; });
    }
  }
}

function ribbonsOf(graph: SankeyGraph<Extra, Part>): Ribbon[] {
  const paths = new Map<MapLink, string>();
  // The part that enters the lane comes before the one that leaves it.
  for (const run of graph.links as Run[]) {
    const [from, to] = [run.source as Placed, run.target as Placed];
    const [x0, x1, y0, y1] = [from.x1 ?? 0, to.x0 ?? 0, run.y0 ?? 0, run.y1 ?? 0];
    const before = paths.get(run.link);
    const start = before === undefined ? `M${x0},${round(y0)}` : `${before}${bend(from.x0 ?? 0, x0, endOf(before), y0)}`;
    paths.set(run.link, start + bend(x0, x1, y0, y1));
  }
  return [...paths].map(([link, path]) => ({ link, path }));
}

function bend(x0: number, x1: number, y0: number, y1: number): string {
  const half = (x0 + x1) / 2;
  return `C${round(half)},${round(y0)} ${round(half)},${round(y1)} ${round(x1)},${round(y1)}`;
}

function endOf(path: string): number {
  return Number(path.slice(path.lastIndexOf(",") + 1));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
