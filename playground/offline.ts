// A service worker that keeps the whole site: once it has loaded, no network is needed.
//
//   offline(): when the site is built, writes offline.js, with the names of all files in it

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

export function offline(): Plugin {
  let folder = "";
  return {
    name: "offline",
    apply: "build",
    configResolved: (config) => void (folder = config.build.outDir),
    closeBundle() {
      // Workers are bundles of their own, so the folder is asked.
      const files = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== "offline.js")
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
      const hash = createHash("sha256");
      for (const file of files.sort()) hash.update(file).update(readFileSync(join(folder, file)));
      writeFileSync(join(folder, "offline.js"), serviceWorker(files, hash.digest("hex").slice(0, 12)));
    },
  };
}

/** Another build has another name for its cache, and the old one goes. */
const serviceWorker = (files: string[], version: string): string => `const NAME = "switchyard-" + new URL(registration.scope).pathname + "-${version}";
const FILES = ${JSON.stringify(["./", ...files])};
addEventListener("install", (event) => event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(FILES)).then(() => skipWaiting())));
addEventListener("activate", (event) =>
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== NAME && name.startsWith(NAME.slice(0, NAME.lastIndexOf("-") + 1))).map((name) => caches.delete(name))))
      .then(() => clients.claim()),
  ),
);
addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(NAME).then((cache) => cache.match(event.request, { ignoreSearch: true, ignoreVary: true })).then((kept) => kept || fetch(event.request)));
});
`;
