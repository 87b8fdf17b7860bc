/** Defines `<clara-chat>` and `<clara-composer>`; the page and the widget load it. */
import { Chat } from "../chat/chat";
import { Composer } from "../chat/composer";

for (const [name, element] of [
  ["clara-composer", Composer],
  ["clara-chat", Chat],
] as const) {
  if (!customElements.get(name)) customElements.define(name, element);
}
