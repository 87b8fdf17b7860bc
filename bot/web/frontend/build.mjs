// Builds the front end into ../static: each src/entries/NAME.ts and NAME.css becomes assets/NAME.js and
// NAME.css, pages/*.html and public/* (to assets/) are copied, and src/entries/widget.ts becomes widget.js, whose address is public.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "static");
const entries = join(here, "src", "entries");
const target = ["chrome123", "firefox124", "safari17.5"];

// A style sheet imported by a script is text, for a component's constructed style sheet. There, rem is a
// measure of ours: on a page of somebody else's, it would be whatever that page's root says.
const styleAsText = {
  name: "style-as-text",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const measure = /(?<!--clara-rem: )(?<![\w.])(-?[\d.]+)rem\b/g;
      const own = readFileSync(path, "utf8").replace(measure, "calc($1 * var(--clara-rem))");
      const { code } = await esbuild.transform(own, { loader: "css", minify: true, target });
      return { contents: code, loader: "text" };
    });
  },
};

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "assets"), { recursive: true });
const named = (ending) => readdirSync(entries).filter((name) => name.endsWith(ending)).sort();
const common = { absWorkingDir: here, bundle: true, minify: true, target, charset: "utf8", legalComments: "linked" };
await esbuild.build({
  ...common,
  entryPoints: named(".ts").filter((name) => name !== "widget.ts").map((name) => join(entries, name)),
  outdir: join(out, "assets"),
  format: "iife",
  plugins: [styleAsText],
});
await esbuild.build({
  ...common,
  entryPoints: [join(entries, "widget.ts")],
  outfile: join(out, "widget.js"),
  format: "iife",
  plugins: [styleAsText],
});
const styles = named(".css").map((name) => join(entries, name));
await esbuild.build({ ...common, entryPoints: styles, outdir: join(out, "assets") });
const images = join(here, "public");
for (const name of readdirSync(images)) copyFileSync(join(images, name), join(out, "assets", name));
const pages = join(here, "pages");
for (const name of readdirSync(pages)) copyFileSync(join(pages, name), join(out, name));

// What the files were built from, so that a test can tell when they are stale.
function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === "node_modules") return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : [path];
  });
}
function digest(folder) {
  const hash = createHash("sha256");
  const names = files(folder).map((path) => relative(folder, path).split(sep).join("/"));
  for (const name of names.sort()) {
    const content = createHash("sha256").update(readFileSync(join(folder, name))).digest("hex");
    hash.update(`${name} ${content}\n`);
  }
  return hash.digest("hex");
}
const made = digest(out);
writeFileSync(join(out, "build.json"), JSON.stringify({ sources: digest(here), files: made }, null, 2) + "\n");
