/** Where a question is written: grows with it, counts near the limit, sends on Enter. */
import { LitElement, html, nothing, unsafeCSS } from "lit";
import { live } from "lit/directives/live.js";
import base from "./base.css";
import style from "./composer.css";
import { ICONS } from "./icons";
import { WORDS } from "./words";

export const LONGEST = 1000;
const COUNT_FROM = 900;

/** Tells "ask" with the text as its detail; whoever listens prevents the default when it was taken. */
export class Composer extends LitElement {
  static override styles = [unsafeCSS(base), unsafeCSS(style)];
  static override properties = { busy: { type: Boolean }, text: { state: true } };
  declare busy: boolean;
  declare private text: string;

  constructor() {
    super();
    this.busy = false;
    this.text = "";
  }

  override focus(): void {
    this.renderRoot.querySelector("textarea")?.focus();
  }

  protected override render() {
    const length = [...this.text.trim()].length;
    const unready = this.busy || length === 0 || length > LONGEST;
    const counted = length >= COUNT_FROM;
    return html`<form @submit=${this.submit}>
        <label class="unseen" for="question">${WORDS.label}</label>
        <textarea
          id="question"
          rows="1"
          enterkeyhint="send"
          autocomplete="off"
          placeholder=${WORDS.placeholder}
          aria-invalid=${length > LONGEST ? "true" : "false"}
          aria-describedby=${counted ? "count" : nothing}
          .value=${live(this.text)}
          @input=${this.typed}
          @keydown=${this.key}
        ></textarea>
        <button type="submit" aria-label=${WORDS.send} title=${WORDS.send} aria-disabled=${unready ? "true" : "false"}>
          ${ICONS.send}
        </button>
      </form>
      <p id="count" class="count" role="status" data-excess=${length > LONGEST ? "" : nothing}>
        ${counted ? tell(LONGEST - length) : ""}
      </p>`;
  }

  private typed(event: Event): void {
    this.text = (event.target as HTMLTextAreaElement).value;
  }

  private key(event: KeyboardEvent): void {
    // While an input method composes a character, Enter is its own.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit(event);
  }

  private submit(event: Event): void {
    event.preventDefault();
    const text = this.text.trim();
    if (this.busy || !text || [...text].length > LONGEST) return;
    const ask = new CustomEvent("ask", { detail: text, cancelable: true });
    if (!this.dispatchEvent(ask)) this.text = "";
    this.focus();
  }
}

function tell(left: number): string {
  return left < 0 ? WORDS.excess(-left) : WORDS.remaining(left);
}
