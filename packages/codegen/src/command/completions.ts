import type { CommandName, OptionDescription } from "./command-table.ts"
import { commandNames, commonOptions, describeCommand } from "./command-table.ts"
import type { Shell } from "./shells.ts"
import { shells } from "./shells.ts"

/** Gives a script with which a shell completes commands, options, their values, and flow files. */
export function completions(shell: Shell): string {
  switch (shell) {
    case "bash":
      return bash()
    case "zsh":
      return zsh()
    case "fish":
      return fish()
  }
}

/** What may stand for a value, or as an argument. */
type Completed =
  | { readonly kind: "words"; readonly words: ReadonlyArray<string> }
  | { readonly kind: "files" | "flows" | "folders" | "nothing" }

function optionsOf(name: CommandName): ReadonlyArray<readonly [string, OptionDescription]> {
  return Object.entries({ ...describeCommand(name).options, ...commonOptions })
}

/** Gives what completes the value of an option; a switch has none. */
function valueOf({ value, choices }: OptionDescription): Completed | undefined {
  if (value === undefined) return undefined
  if (choices !== undefined) return { kind: "words", words: choices }
  return { kind: value === "<file>" ? "files" : value === "<folder>" ? "folders" : "nothing" }
}

function argumentOf(name: CommandName): Completed {
  if (name === "completions") return { kind: "words", words: shells }
  const { argument = "", words } = describeCommand(name)
  if (words !== undefined) return { kind: "words", words }
  return { kind: argument.includes("file") ? "flows" : argument.includes("folder") ? "folders" : "nothing" }
}

/** What the command itself takes in place of a command. */
const ownOptions = { help: "show help", version: "show the version" }

function bash(): string {
  const values = commandNames.flatMap((name) =>
    optionsOf(name).flatMap(([option, description]) => {
      const value = valueOf(description)
      return value === undefined ? [] : [`    "${name} --${option}") ${bashReply(value)}; return ;;`]
    }),
  )
  const cases = commandNames.map((name) => {
    const argument = argumentOf(name)
    const options = optionsOf(name).map(([option]) => `--${option}`)
    const words = argument.kind === "words" ? [...options, ...argument.words] : options
    const more = argument.kind === "flows" ? "; flows=1" : argument.kind === "folders" ? "; folders=1" : ""
    return `    ${name}) words="${words.join(" ")}"${more} ;;`
  })
  const own = Object.keys(ownOptions).map((option) => `--${option}`)
  return `_millrace() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}"
  local words="" flows="" folders=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${[...commandNames, ...own].join(" ")}" -- "$cur"))
    return
  fi
  case "$command $prev" in
${values.join("\n")}
  esac
  case "$command" in
${cases.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
  local IFS=$'\\n'
  if [ -n "$flows" ]; then COMPREPLY+=($(compgen -f -X '!*.flow.ts' -- "$cur")); fi
  if [ -n "$flows$folders" ]; then
    COMPREPLY+=($(compgen -d -S / -- "$cur"))
    compopt -o nospace -o filenames 2>/dev/null
  fi
}
complete -F _millrace millrace`
}

function bashReply(value: Completed): string {
  switch (value.kind) {
    case "words":
      return `COMPREPLY=($(compgen -W "${value.words.join(" ")}" -- "$cur"))`
    case "folders":
      return `local IFS=$'\\n'; COMPREPLY=($(compgen -d -- "$cur")); compopt -o filenames 2>/dev/null`
    case "nothing":
      return "COMPREPLY=()"
    case "files":
    case "flows":
      return `local IFS=$'\\n'; COMPREPLY=($(compgen -f -- "$cur")); compopt -o filenames 2>/dev/null`
  }
}

function zsh(): string {
  const described = (entries: ReadonlyArray<readonly [string, string]>): string =>
    entries.map(([name, description]) => `    ${posixQuote(`${name}:${description}`)}`).join("\n")
  const cases = commandNames.map((name) => {
    const options = optionsOf(name).map(([option, description]) => zshOption(option, description))
    const argument = argumentOf(name)
    const position = name === "build" || name === "check" || name === "serve" ? "*" : "1"
    const rest = argument.kind === "nothing" ? [] : [`'${position}:${zshAction(argument)}'`]
    return `    ${name}) _arguments -s ${[...options, ...rest].join(" ")} ;;`
  })
  return `#compdef millrace
_millrace() {
  local -a commands options
  commands=(
${described(commandNames.map((name) => [name, describeCommand(name).summary]))}
  )
  options=(
${described(Object.entries(ownOptions).map(([name, description]) => [`--${name}`, description]))}
  )
  if (( CURRENT == 2 )); then
    _describe 'command' commands
    _describe -o 'option' options
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join("\n")}
  esac
}
if [ "$funcstack[1]" = "_millrace" ]; then _millrace "$@"; else compdef _millrace millrace; fi`
}

function zshOption(name: string, option: OptionDescription): string {
  const { short, description, isRepeated = false } = option
  const value = valueOf(option)
  const told = posixQuote(
    `[${description.replaceAll(/[[\]]/g, "\\$&")}]${value === undefined ? "" : `:${zshAction(value)}`}`,
  )
  if (isRepeated) return `'*--${name}'${told}`
  return short === undefined ? `--${name}${told}` : `'(-${short} --${name})'{-${short},--${name}}${told}`
}

function zshAction(value: Completed): string {
  switch (value.kind) {
    case "words":
      return `value:(${value.words.join(" ")})`
    case "files":
      return "file:_files"
    case "flows":
      return `flow:_files -g "*.flow.ts"`
    case "folders":
      return "folder:_files -/"
    case "nothing":
      return "value: "
  }
}

function fish(): string {
  const line = (condition: string, rest: string): string => `complete -c millrace -n '${condition}' ${rest}`
  const first = "__fish_use_subcommand"
  const lines = commandNames.flatMap((name) => {
    const seen = `__fish_seen_subcommand_from ${name}`
    const options = optionsOf(name).map(([option, description]) => {
      const { short } = description
      const value = valueOf(description)
      const names = `-l ${option}${short === undefined ? "" : ` -s ${short}`}`
      const given = value === undefined ? "" : ` ${fishAction(value)}`
      return line(seen, `${names}${given} -d ${fishQuote(description.description)}`)
    })
    const argument = argumentOf(name)
    const rest = argument.kind === "nothing" ? [] : [line(seen, fishAction(argument))]
    return [line(first, `-a ${name} -d ${fishQuote(describeCommand(name).summary)}`), ...options, ...rest]
  })
  const own = Object.entries(ownOptions).map(([name, description]) =>
    line(first, `-l ${name} -d ${fishQuote(description)}`),
  )
  return ["complete -c millrace -f", ...own, ...lines].join("\n")
}

function fishAction(value: Completed): string {
  switch (value.kind) {
    case "words":
      return `-x -a '${value.words.join(" ")}'`
    case "files":
      return "-r -F"
    case "flows":
      // Of the paths that fish knows, it only sorts those with an ending first.
      return `-x -a '(__fish_complete_suffix .flow.ts | string match -r "^.*(?:\\\\.flow\\\\.ts|/)(?:\\\\t.*)?\\$")'`
    case "folders":
      return `-x -a '(__fish_complete_directories)'`
    case "nothing":
      return "-x"
  }
}

function posixQuote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

function fishQuote(text: string): string {
  return `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`
}
