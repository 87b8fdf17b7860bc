/** How one entry of a conversation looks. */
import { html, nothing, type TemplateResult } from "lit";
import type { Citation, Letter, Vote } from "./api";
import type { ClaraEntry, Entry, PersonEntry } from "./conversation";
import { formatted, httpsOnly, longDate } from "./format";
import { ICONS } from "./icons";
import { save } from "./transcript";
import { WORDS } from "./words";

export type OnVote = (entry: ClaraEntry, vote: Vote) => void;

export function message(entry: Entry, onVote: OnVote): TemplateResult {
  if (entry.kind === "note") return html`<p class="note">${entry.text}</p>`;
  return entry.kind === "person" ? ofPerson(entry) : ofClara(entry, onVote);
}

function ofPerson(entry: PersonEntry): TemplateResult {
  return html`<div class="person" data-state=${entry.state}>
    <p><span class="unseen">${WORDS.you} </span>${entry.text}</p>
  </div>`;
}

function ofClara(entry: ClaraEntry, onVote: OnVote): TemplateResult {
  const { text, answer } = entry.said;
  const status = answer?.status ?? "smalltalk";
  return html`<div class="clara" data-status=${status}>
    <span class="unseen">${WORDS.clara} </span>
    ${status === "not_in_policy" ? html`<p class="badge">${ICONS.silent}${WORDS.silent}</p>` : nothing}
    <div class="text">${formatted(text)}</div>
    ${answer?.letter ? letter(answer.letter) : nothing}
    ${answer && status !== "clarify"
      ? html`<div class="foot" aria-live="off">
          ${answer.citations.length ? sources(answer.citations) : nothing} ${thumbs(entry, onVote)}
        </div>`
      : nothing}
  </div>`;
}

/** A letter is taken away as it is: its blanks are for the person, on paper or in a mail. */
function letter(one: Letter): TemplateResult {
  const copy = (event: Event) => {
    const button = event.currentTarget as HTMLButtonElement;
    const tell = (words: string) => () => (button.textContent = words);
    // Pages without https have no clipboard.
    const copying = navigator.clipboard?.writeText(one.text) ?? Promise.reject(new Error("no clipboard"));
    void copying.then(tell(WORDS.copied), tell(WORDS.notCopied));
  };
  return html`<div class="letter" role="group" aria-label=${one.title}>
    <button type="button" class="plain" @click=${() => save(`${one.text}\n`, one.file)}>${WORDS.downloadLetter}</button>
    <button type="button" class="plain" @click=${copy}>${WORDS.copyLetter}</button>
  </div>`;
}

/** A quiet line that opens to where the answer is written. */
function sources(citations: Citation[]): TemplateResult {
  const places = [...new Map(citations.map((one) => [`${one.source}\n${one.section}`, one])).values()];
  const names = [...new Set(places.map((one) => one.source))];
  return html`<details class="sources">
    <summary>${WORDS.source}: ${names.join("; ")}</summary>
    <ul>
      ${places.map(
        (place) => html`<li>
          <span class="section">${place.section}</span>
          <span>${place.as_of ? `${WORDS.textOf} ${longDate(place.as_of)}` : WORDS.undated}</span>
          ${link(place)}
        </li>`,
      )}
    </ul>
  </details>`;
}

function link(place: Citation): TemplateResult | typeof nothing {
  const url = place.url ? httpsOnly(place.url) : null;
  if (!url) return nothing;
  return html`<a href=${url} target="_blank" rel="noopener noreferrer"
    >${WORDS.open}<span class="unseen">: ${place.section} ${WORDS.newTab}</span></a
  >`;
}

function thumbs(entry: ClaraEntry, onVote: OnVote): TemplateResult {
  const thumb = (vote: Vote, label: string) =>
    html`<button
      type="button"
      class="thumb"
      aria-label=${label}
      title=${label}
      aria-pressed=${entry.vote === vote ? "true" : "false"}
      @click=${() => onVote(entry, vote)}
    >
      ${ICONS[vote]}
    </button>`;
  return html`<div class="thumbs" role="group" aria-label=${WORDS.helped}>
    <span aria-hidden="true">${WORDS.helped}</span>${thumb("up", WORDS.yes)}${thumb("down", WORDS.no)}
  </div>`;
}
