/** `widget.js`: one line on any site puts Clara on it; see the README's "Embed it". */
import { takeWish } from "../hash";
import { Widget } from "../widget/widget";

interface ClaraApi {
  open(): Promise<void>;
  close(): void;
  ask(text: string): Promise<boolean>;
}

declare global {
  interface Window {
    Clara?: ClaraApi;
  }
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement && !window.Clara && !customElements.get("clara-widget")) {
  customElements.define("clara-widget", Widget);
  const { color, position, theme, title, greeting, question } = script.dataset;
  const server = new URL(script.src).href.replace(/\/widget\.js.*$/, "");
  const widget = new Widget({ server, colour: color, position, theme, title, greeting, question });
  window.Clara = {
    open: () => widget.open(),
    close: () => widget.close(),
    ask: (text) => widget.ask(text),
  };
  const follow = () => {
    const { open, question: asked } = takeWish();
    if (asked) void widget.ask(asked);
    else if (open) void widget.open();
  };
  const start = () => {
    document.body.append(widget);
    follow();
    addEventListener("hashchange", follow);
  };
  if (document.body) start();
  else addEventListener("DOMContentLoaded", start, { once: true });
}
