// What `/api/policy` answers with; its OpenAPI file is the authority.
import { WORDS } from "./words";

export type StageId = "source" | "data" | "purpose" | "recipient";
export interface Named { id: string; name: string }
export interface Category extends Named { members: Named[] }
export interface Stage { id: StageId; name: string }
export interface MapNode {
  id: string;
  stage: StageId;
  name: string;
  general: boolean;
  whole: boolean;
  members: Named[];
  question: string;
  facts: string[];
}
export interface MapLink {
  source: string;
  target: string;
  status: "stated" | "denied" | "unknown";
  general: boolean;
  about: Named[];
  facts: string[];
}
export interface Fact {
  id: string;
  text: string;
  citation: { source: string; section: string; date: string | null; url: string | null };
  replaces: string[];
  replaced_by: string[];
}
export interface PolicyMap {
  version: { date: string; current: boolean };
  categories: Category[];
  stages: Stage[];
  nodes: MapNode[];
  links: MapLink[];
  facts: Fact[];
}

/** Fetch the map that the page's address asks for. */
export async function fetchPolicy(data: string, version: string): Promise<PolicyMap> {
  const asked = new URLSearchParams({ version });
  if (data) asked.set("data", data);
  const response = await fetch(`/api/policy?${asked}`, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.json()) as PolicyMap;
}

/** A node's name; a category beside its own members is told from them. */
export function nameOf(node: MapNode): string {
  return node.whole ? `${node.name} (${WORDS.whole})` : node.name;
}

/** The index of the category that a data node belongs to, which gives its colour; -1 for data in general. */
export function toneOf(node: MapNode, categories: Category[]): number {
  const id = node.id.slice(node.id.indexOf(".") + 1);
  return categories.findIndex((one) => one.id === id || one.members.some((member) => member.id === id));
}
