/** `<clara-widget>`: a floating button that opens the chat in a panel, apart from the page's styles. */
import type { Chat } from "../chat/chat";
import colours from "../theme.css";
import { coloursOf } from "./colour";
import { load } from "./load";
import style from "./widget.css";

export interface Options {
  /** Where Clara's server is, without a slash at the end. */
  server: string;
  colour?: string | undefined;
  position?: string | undefined;
  theme?: string | undefined;
  title?: string | undefined;
  greeting?: string | undefined;
  question?: string | undefined;
}

const WORDS = {
  open: "Abrir el chat con Clara sobre tus datos",
  close: "Cerrar el chat",
  title: "Clara",
  loading: "Abriendo…",
  trouble: "No he podido abrir el chat: el servidor de Clara no responde. Inténtalo otra vez en un momento.",
};
const LAUNCH = "M4 5.500h16v10.500h-9l-4.5 3.500v-3.500H4Z";
const CLOSE = "M6 6l12 12M18 6 6 18";
const REMEMBERED = "clara:open";

export class Widget extends HTMLElement {
  private readonly options: Options;
  private readonly launcher = button("launcher", WORDS.open, LAUNCH);
  private readonly panel = document.createElement("dialog");
  private readonly notice = document.createElement("p");
  private chat: Chat | undefined;
  private loading: Promise<Chat> | undefined;

  constructor(options: Options) {
    super();
    this.options = options;
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(colours + style);
    root.adoptedStyleSheets = [sheet];
    this.panel.className = "panel";
    this.panel.setAttribute("aria-label", options.title || WORDS.title);
    this.notice.className = "notice";
    this.notice.setAttribute("role", "status");
    this.panel.append(this.notice);
    this.launcher.setAttribute("aria-expanded", "false");
    this.launcher.addEventListener("click", () => void this.open());
    this.panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented && !this.asking) this.close();
    });
    this.panel.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close();
    });
    root.append(this.launcher, this.panel);
    if (options.position === "left") this.dataset.position = "left";
  }

  connectedCallback(): void {
    // Whatever the page around speaks.
    this.lang = "es";
    const brand = this.options.colour ? coloursOf(this.options.colour) : null;
    if (brand) {
      this.style.setProperty("--clara-brand", brand.brand);
      this.style.setProperty("--clara-on-brand", brand.onBrand);
    }
    const { theme } = this.options;
    if (theme === "light" || theme === "dark") this.style.setProperty("color-scheme", theme);
    // On the next page of the same visit; a phone's whole screen is not covered unasked.
    if (remembered() && !narrow()) void this.open({ asked: false });
  }

  /** Open the panel; the cursor goes where a question is written, unless nobody asked for it. */
  async open({ asked = true } = {}): Promise<void> {
    this.show(asked);
    try {
      const chat = await this.loaded();
      if (asked && this.panel.open) chat.focusQuestion();
    } catch {
      this.notice.textContent = WORDS.trouble;
      this.panel.append(this.closer);
      if (asked) this.closer.focus();
    }
  }

  /** Close the panel; the conversation stays. */
  close(): void {
    if (!this.panel.open) return;
    this.panel.close();
    this.launcher.hidden = false;
    this.launcher.setAttribute("aria-expanded", "false");
    remember(false);
    this.launcher.focus();
  }

  /** Open the panel and ask. */
  async ask(text: string): Promise<boolean> {
    await this.open();
    return this.chat?.ask(String(text)) ?? false;
  }

  private readonly closer = this.makeCloser();

  private makeCloser(): HTMLButtonElement {
    const closer = button("closer", WORDS.close, CLOSE);
    closer.slot = "action";
    closer.addEventListener("click", () => this.close());
    return closer;
  }

  /** Whether the chat asks to confirm something, which Escape answers. */
  private get asking(): boolean {
    return this.chat?.shadowRoot?.querySelector("dialog[open]") != null;
  }

  private show(asked: boolean): void {
    if (this.panel.open) return;
    // On a phone it covers the page, which must then be out of reach; `open` alone moves no focus.
    if (narrow()) this.panel.showModal();
    else if (asked) this.panel.show();
    else this.panel.open = true;
    this.launcher.hidden = true;
    this.launcher.setAttribute("aria-expanded", "true");
    remember(true);
  }

  private async loaded(): Promise<Chat> {
    this.loading ??= this.loadChat();
    try {
      return await this.loading;
    } catch (error) {
      this.loading = undefined;
      throw error;
    }
  }

  private async loadChat(): Promise<Chat> {
    this.notice.textContent = WORDS.loading;
    const { server, title, greeting, question } = this.options;
    if (!customElements.get("clara-chat")) await load(`${server}/assets/element.js`);
    const chat = document.createElement("clara-chat") as Chat;
    chat.base = server;
    chat.level = 2;
    if (title) chat.heading = title;
    if (greeting) chat.greeting = greeting;
    if (question) chat.question = question;
    for (const name of ["--clara-brand", "--clara-on-brand", "color-scheme"]) {
      const value = this.style.getPropertyValue(name);
      if (value) chat.style.setProperty(name, value);
    }
    chat.append(this.closer);
    this.panel.replaceChildren(chat);
    this.chat = chat;
    return chat;
  }
}

function button(name: string, label: string, path: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = name;
  made.title = label;
  made.setAttribute("aria-label", label);
  const space = "http://www.w3.org/2000/svg";
  const icon = document.createElementNS(space, "svg");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  icon.append(line);
  made.append(icon);
  return made;
}

function narrow(): boolean {
  return matchMedia("(max-width: 30rem)").matches;
}

function remember(open: boolean): void {
  try {
    if (open) sessionStorage.setItem(REMEMBERED, "yes");
    else sessionStorage.removeItem(REMEMBERED);
  } catch {
    // Storage closed to us: the panel is closed on the next page.
  }
}

function remembered(): boolean {
  try {
    return sessionStorage.getItem(REMEMBERED) !== null;
  } catch {
    return false;
  }
}
