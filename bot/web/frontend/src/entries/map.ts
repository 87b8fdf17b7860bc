// The map's page works without this: it adds the picture, and filters that do not load the page anew.
import { html, nothing, render } from "lit";
import { panel } from "../map/panel";
import { picture, type Picked } from "../map/picture";
import { fetchPolicy, type PolicyMap } from "../map/policy";
import { WORDS } from "../map/words";

let policy: PolicyMap | undefined;
let drawing = 0;

function part<E extends HTMLElement>(id: string): E {
  return document.getElementById(id) as E;
}

/** Fetch what the page shows and draw it. */
async function load(): Promise<void> {
  const { datos = "", version = "" } = part("mapa").dataset;
  const mine = (drawing += 1);
  const place = part("dibujo");
  render(nothing, place);
  place.setAttribute("aria-busy", "true");
  try {
    const found = await fetchPolicy(datos, version);
    if (mine !== drawing) return;
    policy = found;
    draw();
  } catch {
    if (mine !== drawing) return;
    place.querySelector(".waiting")?.remove();
    render(html`<p class="notice" role="alert">${WORDS.failed}
      <button type="button" @click=${() => void load()}>${WORDS.again}</button></p>`, place);
  } finally {
    if (mine === drawing) place.removeAttribute("aria-busy");
  }
}

function draw(): void {
  const place = part("dibujo");
  place.querySelector(".waiting")?.remove();
  if (policy) render(picture(policy, place.clientWidth, open), place);
}

function open(picked: Picked): void {
  if (!policy) return;
  const dialog = part<HTMLDialogElement>("panel");
  render(panel(policy, picked), dialog);
  dialog.showModal();
  dialog.querySelector(".body")?.scrollTo(0, 0);
}

/** Fetch another map's page as a document and put its parts in place of this one's. */
function go(address: string, remember: boolean): void {
  const request = new XMLHttpRequest();
  request.responseType = "document";
  request.open("GET", address);
  const leave = (): void => location.assign(address);
  request.onerror = leave;
  request.onload = () => {
    const fresh = request.responseXML?.getElementById("mapa");
    if (request.status !== 200 || !fresh) return leave();
    const focused = document.activeElement?.closest(".filters a")?.getAttribute("href");
    part("mapa").replaceWith(document.adoptNode(fresh));
    if (remember) history.pushState(null, "", address);
    if (focused) document.querySelector<HTMLElement>(`.filters a[href="${CSS.escape(focused)}"]`)?.focus();
    part("aviso").textContent = WORDS.changed((part("titulo-dibujo").textContent ?? "").trim().replace(/\s+/g, " "));
    watch();
    void load();
  };
  request.send();
}

let watched: ResizeObserver | undefined;
function watch(): void {
  let width = part("dibujo").clientWidth;
  watched?.disconnect();
  watched = new ResizeObserver(() => {
    const now = part("dibujo").clientWidth;
    if (now !== width && now > 0) { width = now; draw(); }
  });
  watched.observe(part("dibujo"));
}

document.documentElement.classList.add("scripted");
document.addEventListener("click", (event) => {
  const target = event.target as Element;
  if (target.closest("#imprimir")) return window.print();
  const link = target.closest<HTMLAnchorElement>(".filters a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(link.getAttribute("href") ?? "/mapa", true);
});
// A click beside the panel closes it.
part<HTMLDialogElement>("panel").addEventListener("click", (event) => {
  if (event.target === event.currentTarget) part<HTMLDialogElement>("panel").close();
});
window.addEventListener("popstate", () => go(location.pathname + location.search, false));
watch();
void load();
