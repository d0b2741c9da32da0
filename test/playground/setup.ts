// Builds the playground to a place of its own and serves it, once for all files that test it.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { preview } from "vite";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the page. */
    playground: string;
    /** The folder it was built into. */
    playgroundFolder: string;
  }
}

const below = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const outDir = below(".fixtures/playground-site/deep/below");
  const configFile = below("playground/vite.config.ts");
  // By a process of its own, since the test runner's NODE_ENV would make it another build.
  execFileSync("npx", ["vite", "build", "--config", configFile, "--outDir", outDir, "--logLevel", "error"], {
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit"],
    timeout: 120_000,
  });
  // Two folders above the page: it has to work at any path.
  const server = await preview({ configFile, logLevel: "error", build: { outDir: below(".fixtures/playground-site") }, preview: { port: 0, host: "127.0.0.1" } });
  project.provide("playground", `${server.resolvedUrls!.local[0]}deep/below/index.html`);
  project.provide("playgroundFolder", outDir);
  return () => server.close();
}
