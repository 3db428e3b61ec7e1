import { reportFormats } from "./report/report-format.ts"
import { executionStatuses, runsActions } from "./runs/actions.ts"

/** An option of a command, as help, completions and the parser know it. */
export interface OptionDescription {
  /** One letter. */
  readonly short?: string
  /** What stands for the value in help: `<file>`. An option without one is a switch. */
  readonly value?: string
  /** Whether it may be given more than once. */
  readonly isRepeated?: boolean
  /** The only values there are. */
  readonly choices?: ReadonlyArray<string>
  readonly description: string
}

/** A command, as help, completions and the parser know it. */
export interface CommandDescription {
  /** What follows the command's name: `<file>#<flow>`. */
  readonly argument?: string
  /** The only words that there are for the first argument. */
  readonly words?: ReadonlyArray<string>
  /** One line, for the list of commands. */
  readonly summary: string
  readonly details: string
  readonly options: Readonly<Record<string, OptionDescription>>
  readonly examples: ReadonlyArray<readonly [line: string, meaning: string]>
  readonly exitCodes: string
}

const patterns = "[files, folders or globs]"
const target = "<file>#<flow>"
const whichFlow =
  "<flow> is the name of the exported constant or of the workflow; it may be left out when the file has one flow."

const format: OptionDescription = {
  value: "<format>",
  choices: reportFormats,
  description: "how diagnostics are written: pretty frames, or for machines",
}

const noCache: OptionDescription = { description: "compile everything, whatever an earlier build made" }

const durable: OptionDescription = {
  description: "treat every flow as durable that does not say 'durable: false'",
}

const input: OptionDescription = {
  value: "<file>",
  description: "the input as JSON ('-' reads the standard input)",
}

const answers: OptionDescription = {
  value: "<file>",
  description: "answers for human tasks as JSON, by step path or name; without it they are asked for here",
}

/** The name of a command. */
export type CommandName =
  | "build"
  | "check"
  | "run"
  | "dev"
  | "serve"
  | "runs"
  | "graph"
  | "explain"
  | "init"
  | "doctor"
  | "completions"

const commandTable: Readonly<Record<CommandName, CommandDescription>> = {
  build: {
    argument: patterns,
    summary: "write <name>.runner.ts beside each <name>.flow.ts",
    details: `Writes <name>.runner.ts beside each <name>.flow.ts; without arguments, for every flow below this folder.
A flow with errors gets no runner, and a runner it had before stays as it was.
With '--bundle' it also writes <name>.<flow>.mjs, which takes the options of 'millrace run' and does the same.
Pretty diagnostics go to the error stream; those for machines go to the output, and everything else to the error stream.`,
    options: {
      watch: { short: "w", description: "build again whenever a file changes that a flow depends on" },
      bundle: { description: "write a program of each flow too, which runs where nothing is installed" },
      out: { value: "<folder>", description: "where those programs are written, 'dist' unless given" },
      external: {
        value: "<package>",
        isRepeated: true,
        description: "leave a package out of programs, to be installed where they run; may be repeated",
      },
      durable,
      format,
      "no-cache": noCache,
      "no-check": { description: "do not ask the type checker, which finds most mistakes" },
    },
    examples: [
      ["millrace build", "every flow below this folder"],
      ["millrace build --watch", "and again on every change"],
      ["millrace build src/order.flow.ts", "one flow"],
      ["millrace build --bundle src/order.flow.ts#placeOrder", "a program: 'node dist/src/order.placeOrder.mjs'"],
      ["millrace build --format sarif > millrace.sarif", "diagnostics for code scanning"],
    ],
    exitCodes:
      "0 when every runner is written or was up to date, 1 when a flow has errors, 130 when watching was interrupted.",
  },
  check: {
    argument: patterns,
    summary: "say which runners are missing or stale",
    details:
      "Says which runners are missing or stale, and writes nothing; without arguments, for every flow below this folder.",
    options: { durable, format, "no-cache": noCache },
    examples: [
      ["millrace check", "every flow below this folder"],
      ["millrace check --format github", "annotations in a GitHub workflow"],
    ],
    exitCodes: "0 when every runner is up to date, 1 otherwise.",
  },
  run: {
    argument: target,
    summary: "build a flow and run it",
    details: `Builds a flow and runs it: progress goes to the error stream, the result to the output as JSON.
With a journal the execution outlives the process: the same command goes on where it was interrupted or killed. A flow that
says 'durable: true' has one beside it, <name>.journal.db, unless another one is given.
${whichFlow}`,
    options: {
      input,
      answers,
      journal: { value: "<file>", description: "keep the execution in this file, and go on with what is there" },
      id: {
        value: "<id>",
        description: "the execution; unless given, the last one with this input that has not ended, or a new one",
      },
    },
    examples: [
      ["millrace run order.flow.ts --input order.json --journal orders.db", "so that it can go on after a crash"],
      ["millrace run order.flow.ts#placeOrder --input order.json", "run a flow of the file"],
      ["echo '{}' | millrace run order.flow.ts --input -", "its only flow, with the input from a pipe"],
    ],
    exitCodes: "0 when the workflow completed, 1 when it failed or its flow has errors, 130 when it was interrupted.",
  },
  dev: {
    argument: target,
    summary: "run a flow, and again whenever it changes",
    details: `Builds a flow and runs it, and does both again whenever a file changes that the flow imports, or its input.
A run in progress is cancelled first, and its cleanup waited for. A flow with errors is not run.
${whichFlow}`,
    options: { input, answers },
    examples: [
      ["millrace dev order.flow.ts#placeOrder --input order.json", "run on every change of the flow or the file"],
    ],
    exitCodes: "130 when it was interrupted, which is how it ends.",
  },
  serve: {
    argument: patterns,
    summary: "run an engine with these flows, and serve it over HTTP",
    details: `Builds flows and serves an engine that runs them durably, until it is told to end by SIGTERM or SIGINT: then it takes no
more work, lets steps in flight end, and leaves the rest to the next start. Without arguments it serves every flow below
this folder. A module that is no flow is loaded for the runners that it exports, such as those that are provided with services,
and for the list of schedules that it exports as 'schedules'.
MILLRACE_KEY is what callers have to know, at least 16 characters; without it only loopback is served.`,
    options: {
      journal: { value: "<file>", description: "where executions are kept, 'millrace.db' unless given" },
      port: { value: "<number>", description: "6455 unless given; 0 takes any that is free" },
      host: { value: "<address>", description: "127.0.0.1 unless given" },
      "public-url": { value: "<url>", description: "where others reach it, for the URLs of webhooks" },
      "allow-host": {
        value: "<name>",
        isRepeated: true,
        description: "a name that a proxy before it is called by; may be repeated",
      },
      "allow-origin": {
        value: "<origin>",
        isRepeated: true,
        description: "a site whose pages may use it, such as 'https://tools.example.org'; may be repeated",
      },
      otlp: {
        value: "<url>",
        description: "a collector that takes traces as OTLP over HTTP, such as 'http://127.0.0.1:4318'",
      },
      grace: {
        value: "<length>",
        description: "how long steps in flight may take at the end, '10 seconds' unless given",
      },
      retention: {
        value: "<length>",
        description: "how long executions that have ended are kept, for ever unless given",
      },
      "maximum-executions": { value: "<number>", description: "how many run at once, 100 unless given" },
    },
    examples: [
      ["millrace serve", "every flow below this folder, at http://127.0.0.1:6455"],
      ["millrace serve src/orders --journal orders.db --port 8080", "those of a folder"],
      ["millrace serve src jobs.ts", "those of a folder, started by the schedules of a module"],
      ["MILLRACE_KEY=... millrace serve --host 0.0.0.0", "for other machines"],
    ],
    exitCodes: "0 when it was told to end, 1 when it could not begin or a flow has errors.",
  },
  runs: {
    argument: "<action> [arguments]",
    words: runsActions,
    summary: "list, show and steer executions of an engine that is served",
    details: `Asks an engine that 'millrace serve' runs; 'list', 'show', 'tail' and 'export' read a journal themselves with '--journal',
whether or not it is served.

Actions:
  list                          the last ones started first
  show <id>                     what an execution has done, step by step, and what it waits for
  tail [id]                     what happens, as it happens; of one execution until it has ended
  start <workflow> [input]      start an execution
  signal <id> <name> [payload]  send a message to a signal
  tasks                         open questions to people, with the tokens that answer them
  complete <token> <answer>     answer a question
  cancel <id>                   cancel an execution, and undo what it has done
  retry <id>                    let a failed execution go on from the step that failed
  resume <id>                   let a suspended execution go on
  export [id]                   all there is of one or all executions, a line of JSON each

Inputs, payloads and answers are JSON; '-' reads the standard input, '@<file>' a file.`,
    options: {
      url: { value: "<url>", description: "where the engine is: MILLRACE_URL, or http://127.0.0.1:6455, unless given" },
      key: {
        value: "<key>",
        description: "its key: MILLRACE_KEY, which others on this machine do not see, unless given",
      },
      journal: { value: "<file>", description: "a journal to read instead" },
      workflow: { value: "<name>", description: "only executions of this workflow" },
      status: { value: "<status>", choices: executionStatuses, description: "only executions that stand there" },
      limit: { value: "<number>", description: "how many are listed, 20 unless given" },
      id: { value: "<id>", description: "of what is started or sent: the same again changes nothing" },
      after: { value: "<cursor>", description: "tail: what came behind this event, instead of what comes from now on" },
      json: { description: "write JSON, of what goes on a line each" },
    },
    examples: [
      ["millrace runs list --status failed", "what has failed"],
      ["millrace runs show order-42", "the steps of an execution"],
      ["millrace runs tail --workflow quote", "what happens in one workflow"],
      [`millrace runs signal order-42 paid '{ "amount": 12 }'`, "a message"],
      ["millrace runs export --journal millrace.db > executions.jsonl", "everything, from a file"],
    ],
    exitCodes: "0 when it is done, 1 when the engine refused it or is not there.",
  },
  graph: {
    argument: target,
    summary: "draw a flow, as Mermaid or SVG",
    details: `Draws a flow, nested blocks as boxes; in a dataflow schedule, steps behind what they read.
${whichFlow}`,
    options: {
      format: { value: "<format>", choices: ["mermaid", "svg"], description: "what is written, Mermaid unless given" },
    },
    examples: [
      ["millrace graph order.flow.ts#placeOrder", "Mermaid, for Markdown"],
      ["millrace graph order.flow.ts --format svg > order.svg", "an image"],
    ],
    exitCodes: "0 when it is drawn, 1 when the file has errors.",
  },
  explain: {
    argument: target,
    summary: "say what a flow reads, waits for, and takes at worst",
    details: `Says what each step reads, what could run at once but is written in sequence, the longest chain of steps that
wait for one another, and the time a run takes at worst, with the arithmetic.
${whichFlow}`,
    options: {},
    examples: [["millrace explain order.flow.ts#placeOrder", "all of it, as text"]],
    exitCodes: "0 when it is explained, 1 when the file has errors.",
  },
  init: {
    argument: "[folder]",
    summary: "start a project, or add Millrace to one",
    details: `Writes a small project that builds and runs: a flow, its activities, an input, and what they need. In a folder that
has a package.json it adds only what is missing. It asks nothing, never overwrites a file, and says what to do next.`,
    options: {},
    examples: [
      ["millrace init", "in this folder"],
      ["millrace init orders", "in a new folder"],
    ],
    exitCodes: "0 when everything is there.",
  },
  doctor: {
    summary: "find what is wrong with an installation",
    details:
      "Looks at the version of Node, the copies of effect, the options of tsconfig.json, the configuration and the runners.",
    options: {},
    examples: [["millrace doctor", "each finding with its fix"]],
    exitCodes: "0 when nothing is wrong, 1 otherwise.",
  },
  completions: {
    argument: "<bash|zsh|fish>",
    summary: "write completions for a shell",
    details: "Writes a script that completes commands, options and flow files.",
    options: {},
    examples: [
      ["millrace completions bash >> ~/.bashrc", "bash"],
      ["millrace completions zsh > ~/.zfunc/_millrace", "zsh"],
      ["millrace completions fish > ~/.config/fish/completions/millrace.fish", "fish"],
    ],
    exitCodes: "0.",
  },
}

/** Every command's name, in the order of the help. */
export const commandNames: ReadonlyArray<CommandName> = Object.freeze(
  // The keys of a constant are those of its type.
  Object.keys(commandTable) as Array<CommandName>,
)

/** Gives what is known of a command. */
export function describeCommand(name: CommandName): CommandDescription {
  return commandTable[name]
}

/** What every command takes. */
export const commonOptions: Readonly<Record<string, OptionDescription>> = Object.freeze({
  help: { short: "h", description: "show this help" },
})
