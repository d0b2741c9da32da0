import { defineConfig } from "vitest/config";

const shared = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // What is tested is loaded by Node itself, as a user's program is.
  server: { deps: { external: [/\.fixtures\//, /\/dist\//] } },
};

export default defineConfig({
  test: {
    // Two at once is what small machines bear; every file starts compilers of its own.
    maxWorkers: 2,
    projects: [
      { test: { ...shared, name: "package", include: ["test/**/*.test.ts"], exclude: ["test/playground/**"] } },
      { test: { ...shared, name: "playground", include: ["test/playground/*.test.ts"], globalSetup: "test/playground/setup.ts" } },
    ],
  },
});
