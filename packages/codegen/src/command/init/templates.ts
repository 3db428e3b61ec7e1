/** The files of a new project, as Handlebars templates by their paths. */
export const templates: Readonly<Record<string, string>> = {
  "package.json": `{
  "name": {{{json name}}},
  "private": true,
  "type": "module",
  "scripts": {
    "build": "millrace build",
    "check": "millrace check && tsc",
    "dev": "millrace dev src/greeting.flow.ts --input greeting.json",
    "start": "millrace run src/greeting.flow.ts --input greeting.json"
  },
  "dependencies": {
    "@millrace/dsl": {{{json version}}},
    "@millrace/runtime": {{{json version}}},
    "effect": {{{json effect}}}
  },
  "devDependencies": {
    "@millrace/codegen": {{{json version}}},
    "@types/node": {{{json nodeTypes}}},
    "typescript": {{{json typescript}}}
  },
  "engines": {
    "node": ">=22.19"
  }
}
`,
  "tsconfig.json": `{
  "compilerOptions": {
    "target": "es2023",
    "module": "nodenext",
    "strict": true,
    "noEmit": true,
    "allowImportingTsExtensions": true,
    "verbatimModuleSyntax": true,
    "skipLibCheck": true,
    "types": ["node"]
  },
  "include": ["src"]
}
`,
  ".gitignore": `node_modules/
dist/
*.journal.db*
millrace.db*
`,
  "src/activities.ts": `import { activity } from "@millrace/dsl"

/** Activities do the work of a workflow: they may call services, wait, and fail. */
export const greet = activity("greet", {
  timeout: "5 seconds",
  retry: { maximumAttempts: 3, initialInterval: "200 millis" },
  run: async ({ name }: { readonly name: string }) => \`Hello, \${name}!\`,
})
`,
  "src/greeting.flow.ts": `import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { greet } from "./activities.ts"

/** Greets everybody once, two at a time. 'millrace build' writes its runner to greeting.runner.ts. */
export const greetEveryone = flow("greet-everyone", {
  input: Schema.Struct({ names: Schema.Array(Schema.String) }),
})
  .forEach(
    "greetings",
    ({ input }) => input.names,
    (b) => b.step("greeting", greet, ({ item }) => ({ name: item })),
    { concurrency: 2, key: (name) => name },
  )
  .returns(({ greetings }) => ({ text: greetings.join("\\n") }))
`,
  "greeting.json": `{ "names": ["Ada", "Grace"] }
`,
}

/** What the templates are filled in with. */
export interface ProjectFacts {
  readonly name: string
  readonly version: string
  readonly effect: string
  readonly typescript: string
  readonly nodeTypes: string
}
