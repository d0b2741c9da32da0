import { defineConfig } from "tsdown";

const shared = { outDir: "dist", clean: false, dts: true, deps: { neverBundle: ["@babel/core"] }, fixedExtension: false };

export default defineConfig([
  { ...shared, entry: { index: "src/index.ts", compiler: "src/compiler/index.ts" }, format: ["esm", "cjs"], platform: "neutral" },
  { ...shared, entry: { runtime: "src/runtime/index.ts", inspect: "src/inspect/index.ts", scheduler: "src/scheduler/index.ts" }, format: ["esm", "cjs"], platform: "neutral" },
  { ...shared, entry: { cli: "src/cli/index.ts" }, format: ["esm"], platform: "node", dts: false },
]);
