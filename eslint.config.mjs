import js from "@eslint/js";
import tseslint from "typescript-eslint";

const underscored = { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "none" };

export default tseslint.config(
  { ignores: ["**/dist/", "fixtures/", ".fixtures/", "examples/", "playground/examples/", "test/scheduler/asyncio/"] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    languageOptions: { globals: { process: "readonly", console: "readonly", URL: "readonly", performance: "readonly", Buffer: "readonly" } },
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", underscored],
      // A map's entry that was just set, a field that a node of this type has: the types of Babel's trees say less than its parser.
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  {
    // Parts of programs, which the benchmark puts together.
    files: ["bench/programs/pollution.js", "bench/workloads/*.by-hand.js"],
    rules: { "@typescript-eslint/no-unused-vars": "off" },
  },
  {
    // The run-time entries are written in ES5, or become it, and handle values of any kind.
    files: ["src/runtime/**", "src/inspect/**", "src/scheduler/**"],
    rules: { "no-var": "off", "prefer-rest-params": "off", "prefer-spread": "off", "prefer-const": "off", "@typescript-eslint/no-explicit-any": "off" },
  },
);
