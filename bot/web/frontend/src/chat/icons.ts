/** Drawn for Clara on a grid of 24; decorations, so hidden from screen readers. */
import { html, svg, type TemplateResult } from "lit";

function icon(...paths: string[]): TemplateResult {
  return html`<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" fill="none" stroke="currentColor"
    stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">${paths.map((d) => svg`<path d=${d} />`)}</svg>`;
}

export const ICONS = {
  send: icon("M12 19V5", "M5.5 11.5 12 5l6.5 6.5"),
  map: icon(
    "M5.5 4.200a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM5.5 15.800a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM18.5 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z",
    "M7.5 6.200c5 0 4 5.8 9 5.800M7.5 17.800c5 0 4-5.8 9-5.8",
  ),
  changes: icon("M12 3.500a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z", "M12 7.500V12l3.2 2"),
  download: icon("M12 4v11", "M7 10.5 12 15.5l5-5", "M5 20h14"),
  erase: icon("M4.5 7h15", "M9.5 7V4.5h5V7", "M6.5 7l.9 12.5h9.2L17.5 7", "M10.3 11v5M13.7 11v5"),
  up: icon("M7 11v8.5H4.5V11H7Zm0 0 4-7c1.5 0 2.4 1 2.2 2.4L12.7 10h5.2c1.3 0 2.2 1.2 1.8 2.4l-1.8 5.6c-.3.9-1 1.5-2 1.5H7"),
  down: icon("M17 13V4.500h2.500V13H17Zm0 0-4 7c-1.5 0-2.4-1-2.2-2.400L11.3 14H6.100c-1.3 0-2.2-1.2-1.8-2.400l1.8-5.600c.3-.9 1-1.5 2-1.500H17"),
  silent: icon("M12 3.500a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z", "M8 12h8"),
};
