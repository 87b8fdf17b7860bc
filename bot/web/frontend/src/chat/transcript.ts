/** The conversation as a text file. */
import type { Citation } from "./api";
import type { Entry } from "./conversation";
import { longDate } from "./format";
import { WORDS } from "./words";

export function transcript(entries: Entry[]): string {
  const lines = entries.map((entry) => {
    if (entry.kind === "note") return `(${entry.text})`;
    if (entry.kind === "person") return `${WORDS.you} ${entry.text}`;
    const citations = (entry.said.answer?.citations ?? []).map(named);
    const sources = [...new Set(citations)].map((one) => `  ${WORDS.source}: ${one}`);
    return [`${WORDS.clara} ${entry.said.text}`, ...sources].join("\n");
  });
  return [WORDS.fileHead, ...lines].join("\n\n") + "\n";
}

export function save(text: string, file: string = WORDS.file): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function named(citation: Citation): string {
  const when = citation.as_of ? ` (${longDate(citation.as_of)})` : "";
  const where = citation.url ? `, ${citation.url}` : "";
  return `${citation.source}${when}, «${citation.section}»${where}`;
}
