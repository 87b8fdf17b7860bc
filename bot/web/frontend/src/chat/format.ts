/** From Clara's plain text to paragraphs, lists, bold and links: through DOM nodes, never through HTML. */
import { html, type TemplateResult } from "lit";

const ITEM = /^\s*[•*-]\s+/;
const STEP = /^\s*\d{1,2}\.\s+/;
const INLINE = /\*\*([^*\n]+)\*\*|(https:\/\/[^\s<>"'«»]*[^\s<>"'«».,;:!?)])/g;

export function formatted(text: string): TemplateResult[] {
  const blocks: TemplateResult[] = [];
  let items: string[] = [];
  let mark = ITEM;
  const endList = () => {
    const listed = items.map((item) => html`<li>${inline(item)}</li>`);
    if (items.length) blocks.push(mark === STEP ? html`<ol>${listed}</ol>` : html`<ul>${listed}</ul>`);
    items = [];
  };
  for (const line of text.split("\n")) {
    const found = [ITEM, STEP].find((one) => one.test(line));
    if (found) {
      if (found !== mark) endList();
      mark = found;
      items.push(line.replace(found, ""));
      continue;
    }
    endList();
    if (line.trim()) blocks.push(html`<p>${inline(line)}</p>`);
  }
  endList();
  return blocks;
}

function inline(text: string): unknown[] {
  const parts: unknown[] = [];
  let from = 0;
  for (const found of text.matchAll(INLINE)) {
    parts.push(text.slice(from, found.index));
    const [whole, bold, address] = found;
    const url = address === undefined ? null : httpsOnly(address);
    if (bold !== undefined) parts.push(html`<strong>${bold}</strong>`);
    else if (url) parts.push(html`<a href=${url} target="_blank" rel="noopener noreferrer">${address}</a>`);
    else parts.push(whole);
    from = found.index + whole.length;
  }
  parts.push(text.slice(from));
  return parts;
}

/** An address that is safe to link to; null for any other scheme. */
export function httpsOnly(address: string): string | null {
  try {
    const url = new URL(address);
    return url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

export function longDate(day: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  return new Intl.DateTimeFormat("es", { dateStyle: "long", timeZone: "UTC" }).format(date);
}
