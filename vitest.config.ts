import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    // What is tested is loaded by Node itself, as a user's program is.
    server: { deps: { external: [/\.fixtures\//, /\/dist\//] } },
    // Two at once is what small machines bear; every file starts compilers of its own.
    maxWorkers: 2,
  },
});
