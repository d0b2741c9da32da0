// The playground as a static site. It is served from any path, and uses the package as it is published: the entries in dist/.

import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { offline } from "./offline.ts";

const below = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: below("."),
  base: "./",
  server: { host: "127.0.0.1" },
  preview: { host: "127.0.0.1" },
  resolve: {
    alias: [
      { find: /^babel-plugin-switchyard\/(\w+)(\?.*)?$/, replacement: `${below("../dist")}/$1.js$2` },
      // Babel and the trace format ask Node for a little.
      { find: /^(node:)?(path|util|assert)$/, replacement: below("src/node-$2.ts") },
    ],
  },
  plugins: [offline()],
  define: { "process.env": "({})" },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  worker: { format: "es" },
  build: { outDir: below("dist"), emptyOutDir: true, target: "es2022", chunkSizeWarningLimit: 4000 },
});
