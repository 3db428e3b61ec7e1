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

function optionsOf(name: CommandName): ReadonlyArray<readonly [string, OptionDescription]> {
  return Object.entries({ ...describeCommand(name).options, ...commonOptions })
}

function takesFlows(name: CommandName): boolean {
  return /file/.test(describeCommand(name).argument ?? "")
}

/** Words, descriptions and choices are this package's own: letters, digits, and no quotes a shell would take. */
function bash(): string {
  const cases = commandNames.map((name) => {
    const options = optionsOf(name)
      .map(([option]) => `--${option}`)
      .join(" ")
    const words = name === "completions" ? `${options} ${shells.join(" ")}` : options
    return `    ${name}) words="${words}"${takesFlows(name) ? "; flows=1" : ""} ;;`
  })
  const values = [
    ...new Set(
      commandNames.flatMap((name) =>
        optionsOf(name).flatMap(([option, { value }]) => (value === undefined ? [] : [option])),
      ),
    ),
  ]
  const choices = commandNames.flatMap((name) =>
    optionsOf(name).flatMap(([option, { choices: known }]) =>
      known === undefined
        ? []
        : [`    "${name} --${option}") COMPREPLY=($(compgen -W "${known.join(" ")}" -- "$cur")); return ;;`],
    ),
  )
  return `_millrace() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}" words="" flows=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commandNames.join(" ")} --help --version" -- "$cur"))
    return
  fi
  case "$command $prev" in
${choices.join("\n")}
  esac
  case "$prev" in
    ${values.map((option) => `--${option}`).join("|")}) COMPREPLY=($(compgen -f -- "$cur")); return ;;
  esac
  case "$command" in
${cases.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
  if [ -n "$flows" ]; then
    COMPREPLY+=($(compgen -f -X '!*.flow.ts' -- "$cur") $(compgen -d -S / -- "$cur"))
    compopt -o nospace -o filenames 2>/dev/null
  fi
}
complete -F _millrace millrace`
}

function zsh(): string {
  const commands = commandNames.map((name) => `    '${name}:${quoted(describeCommand(name).summary)}'`)
  const cases = commandNames.map((name) => {
    const options = optionsOf(name).map(([option, { value, choices, description }]) => {
      const values = value === undefined ? "" : choices === undefined ? ":file:_files" : `:value:(${choices.join(" ")})`
      return `'--${option}[${quoted(description).replaceAll(/[[\]]/g, "")}]${values}'`
    })
    const rest =
      name === "completions"
        ? [`'1:shell:(${shells.join(" ")})'`]
        : takesFlows(name)
          ? [`'*:flow:_files -g "*.flow.ts"'`]
          : []
    return `    ${name}) _arguments ${[...options, ...rest].join(" ")} ;;`
  })
  return `#compdef millrace
_millrace() {
  local -a commands
  commands=(
${commands.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe 'command' commands
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

function fish(): string {
  const first = "__fish_use_subcommand"
  const lines = commandNames.flatMap((name) => {
    const seen = `__fish_seen_subcommand_from ${name}`
    const options = optionsOf(name).map(([option, { short, value, choices, description }]) => {
      const given = value === undefined ? "" : choices === undefined ? " -r -F" : ` -x -a '${choices.join(" ")}'`
      return `complete -c millrace -n '${seen}' -l ${option}${short === undefined ? "" : ` -s ${short}`}${given} -d '${quoted(description)}'`
    })
    const rest =
      name === "completions"
        ? [`complete -c millrace -n '${seen}' -a '${shells.join(" ")}'`]
        : takesFlows(name)
          ? [`complete -c millrace -n '${seen}' -a '(__fish_complete_suffix .flow.ts)'`]
          : []
    return [
      `complete -c millrace -n ${first} -a ${name} -d '${quoted(describeCommand(name).summary)}'`,
      ...options,
      ...rest,
    ]
  })
  return ["complete -c millrace -f", ...lines].join("\n")
}

function quoted(text: string): string {
  return text.replaceAll("'", "").replaceAll(":", " ")
}
