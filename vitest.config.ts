import { defineConfig } from "vitest/config"

const semantics = "test/semantics/**/*.test.ts"

export default defineConfig({
  test: {
    testTimeout: 60_000,
    // Of two cores vitest would keep one for itself, which has little to do.
    maxWorkers: 2,
    passWithNoTests: false,
    projects: [
      {
        extends: true,
        test: {
          name: "code",
          include: ["packages/*/test/**/*.test.ts", "test/**/*.test.ts", "examples/*/test/**/*.test.ts"],
          exclude: ["**/node_modules/**", semantics],
        },
      },
      {
        extends: true,
        test: {
          name: "semantics",
          include: [semantics],
          globalSetup: "test/semantics/running/build-runners.ts",
          // Many small files: a process of its own for each would take longer than all of them.
          isolate: false,
        },
      },
    ],
  },
})
