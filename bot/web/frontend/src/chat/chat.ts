/** `<clara-chat>`: the whole chat, on its page and in the widget. */
import { LitElement, html, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import theme from "../theme.css";
import { Api, Refused, type Button, type Vote } from "./api";
import base from "./base.css";
import style from "./chat.css";
import type { Composer } from "./composer";
import { Conversation, type ClaraEntry } from "./conversation";
import { formatted } from "./format";
import { ICONS } from "./icons";
import { message } from "./messages";
import { save, transcript } from "./transcript";
import { WORDS } from "./words";

export class Chat extends LitElement {
  static override styles = [unsafeCSS(theme), unsafeCSS(base), unsafeCSS(style)];
  static override properties = {
    base: { type: String },
    heading: { type: String },
    greeting: { type: String },
    question: { type: String },
    level: { type: Number },
    said: { state: true },
  };
  /** Where the server is; its own page's unless given. */
  declare base: string;
  /** Title, first words and first suggested question, if not Clara's own. */
  declare heading: string;
  declare greeting: string;
  declare question: string;
  /** The heading's level in the page around. */
  declare level: number;
  declare private said: string;
  private conversation!: Conversation;
  /** The newest entry and phase that were scrolled to. */
  private shown = "";

  constructor() {
    super();
    this.base = "";
    this.heading = WORDS.title;
    this.greeting = WORDS.greeting;
    this.question = "";
    this.level = 1;
    this.said = "";
  }

  /** Ask something as if it had been typed; false when a message is still under way. */
  ask(text: string): boolean {
    const trimmed = [...text.trim()].slice(0, 1000).join("");
    return trimmed !== "" && this.conversation.ask(trimmed);
  }

  /** Put the cursor where a question is written. */
  focusQuestion(): void {
    void this.updateComplete.then(() => this.composer?.focus());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.conversation) return;
    this.conversation = new Conversation(new Api(this.base));
    this.conversation.addEventListener("change", () => this.requestUpdate());
  }

  private get composer(): Composer | null {
    return this.renderRoot.querySelector<Composer>("clara-composer");
  }

  protected override render(): TemplateResult {
    const { entries, phase } = this.conversation;
    return html`
      ${this.header()}
      <div class="scroller" tabindex="0" role="region" aria-label=${WORDS.conversation}>
        <div class="column">
          <div role="log" aria-live="polite" aria-relevant="additions" aria-label=${WORDS.messages}>
            <div class="clara greeting">
              <span class="unseen">${WORDS.clara} </span>
              <div class="text">${formatted(this.greeting)}</div>
            </div>
            ${repeat(
              entries,
              (entry) => entry.id,
              (entry) => message(entry, (one, vote) => void this.vote(one, vote)),
            )}
          </div>
          <div class="under">
            <div role="status" class="progress">${this.progress()}</div>
            ${phase === "failed"
              ? html`<button type="button" class="plain" @click=${() => this.conversation.retry()}>${WORDS.retry}</button>`
              : nothing}
            ${this.offered()}
          </div>
        </div>
      </div>
      <div class="bottom">
        <clara-composer
          .busy=${phase === "waiting" || phase === "reconnecting" || phase === "slowed"}
          @ask=${this.typed}
        ></clara-composer>
        <p class="fine">${WORDS.note}</p>
      </div>
      <p class="unseen" role="status">${this.said}</p>
      ${this.confirmation()}
    `;
  }

  private header(): TemplateResult {
    const title = this.level === 1 ? html`<h1>${this.heading}</h1>` : html`<h2>${this.heading}</h2>`;
    // Where there is room, the first word of a label is shown; all of it is read out.
    const action = (name: "download" | "erase", run: () => void) =>
      html`<button type="button" class="action" title=${WORDS[name].join("")} @click=${run}>
        ${ICONS[name]}<span>${WORDS[name][0]}<span class="unseen">${WORDS[name][1]}</span></span>
      </button>`;
    const page = (name: "map" | "changes", path: string) =>
      html`<a class="action" href="${this.base}${path}" title=${WORDS[name]} target=${this.base ? "_blank" : nothing} rel="noopener">
        ${ICONS[name]}<span>${WORDS[name]}</span>
      </a>`;
    return html`<header>
      <div class="name">
        ${title}
        <p>${WORDS.subtitle}</p>
      </div>
      <div class="actions">
        ${page("map", "/mapa")} ${page("changes", "/cambios")}
        ${action("download", () => save(transcript(this.conversation.entries)))}
        ${action("erase", () => this.renderRoot.querySelector("dialog")?.showModal())}
        <slot name="action"></slot>
      </div>
    </header>`;
  }

  private progress(): TemplateResult | typeof nothing {
    switch (this.conversation.phase) {
      case "idle":
        return nothing;
      case "failed":
        return html`<p class="trouble">${WORDS.failed}</p>`;
      case "reconnecting":
        return html`<p class="trouble">${WORDS.reconnecting}</p>`;
      case "slowed":
        return html`<p class="trouble">${WORDS.slowed}</p>`;
      case "waiting":
        return html`<p class="writing"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>${WORDS.writing}</p>`;
    }
  }

  private offered(): TemplateResult | typeof nothing {
    const { entries, suggestions, asksBack } = this.conversation;
    const fresh = !entries.some((entry) => entry.kind !== "note");
    const starters = [this.question, ...WORDS.starters].filter((one, at, all) => one && all.indexOf(one) === at);
    const buttons: Button[] = fresh
      ? starters.slice(0, WORDS.starters.length).map((title) => ({ title, payload: title }))
      : suggestions;
    if (!buttons.length) return nothing;
    const intro = fresh ? WORDS.begin : asksBack ? WORDS.choices : nothing;
    return html`<div class="offered" data-kind=${fresh ? "start" : asksBack ? "choice" : "next"}>
      ${intro === nothing ? nothing : html`<p>${intro}</p>`}
      <ul aria-label=${WORDS.suggestions}>
        ${buttons.map(
          (one) => html`<li>
            <button type="button" class="chip" @click=${(event: MouseEvent) => this.chosen(one, event)}>${one.title}</button>
          </li>`,
        )}
      </ul>
    </div>`;
  }

  private confirmation(): TemplateResult {
    const close = () => this.renderRoot.querySelector("dialog")?.close();
    return html`<dialog aria-labelledby="sure" aria-describedby="detail">
      <h2 id="sure">${WORDS.sure}</h2>
      <p id="detail">${WORDS.sureDetail}</p>
      <div class="choice">
        <button type="button" class="plain" @click=${close}>${WORDS.cancel}</button>
        <button type="button" class="strong" @click=${() => void this.erase(close)}>${WORDS.confirm}</button>
      </div>
    </dialog>`;
  }

  private typed(event: CustomEvent<string>): void {
    if (this.conversation.ask(event.detail)) event.preventDefault();
  }

  private chosen(button: Button, event: MouseEvent): void {
    if (!this.conversation.ask(button.title, button.payload)) return;
    // The button goes away. A click by keyboard has no detail; a finger should not raise the keyboard.
    if (event.detail === 0) this.composer?.focus();
    else this.renderRoot.querySelector<HTMLElement>(".scroller")?.focus({ preventScroll: true });
  }

  private async vote(entry: ClaraEntry, vote: Vote): Promise<void> {
    if (entry.vote === vote) return;
    this.say("");
    try {
      await this.conversation.vote(entry, vote);
      this.say(WORDS.thanks);
    } catch (error) {
      this.say(reason(error));
    }
  }

  private async erase(close: () => void): Promise<void> {
    try {
      await this.conversation.erase();
      this.say(WORDS.erased);
    } catch (error) {
      this.say(error instanceof Refused ? reason(error) : WORDS.notErased);
    }
    close();
    this.focusQuestion();
  }

  private say(text: string): void {
    this.said = text;
  }

  protected override updated(_changed: PropertyValues): void {
    const newest = this.conversation.entries.at(-1)?.id ?? "";
    const state = `${newest} ${this.conversation.phase}`;
    if (state === this.shown) return;
    this.shown = state;
    const scroller = this.renderRoot.querySelector<HTMLElement>(".scroller");
    const asked = [...this.renderRoot.querySelectorAll<HTMLElement>(".person")].at(-1);
    if (!scroller || !newest) return;
    const smooth = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    const top = asked ? asked.offsetTop - 12 : 0;
    scroller.scrollTo({ top, behavior: smooth ? "smooth" : "auto" });
  }
}

function reason(error: unknown): string {
  return error instanceof Refused && error.message ? error.message : WORDS.unreachable;
}
