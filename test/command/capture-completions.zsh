# Prints what zsh offers at the end of a line, one a line: capture-completions.zsh <script> <line>
zmodload zsh/zpty || exit 1
zpty shell zsh -f -i
send() { zpty -w shell "$1" }
send "PROMPT= RPROMPT="
send "autoload -Uz compinit && compinit -u -D"
send "source ${(q)1}"
send "bindkey '^I' complete-word"
send "ended() { print -r -- '@@''ENDED' }"
send "comppostfuncs=(ended)"
# What is added to the list is printed; what is only asked about is not.
send 'compadd() {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi
  local -a offers; builtin compadd -A offers "$@"
  local offer; for offer in $offers; do print -r -- "@@"OFFER "$offer"; done
  builtin compadd "$@"
}'
send "print '@@''READY'"
local read written=
while zpty -r shell read; do [[ $read == *@@READY* ]] && break; done
zpty -wn shell "$2"$'\t'
while zpty -r shell read; do written+=$read; [[ $read == *@@ENDED* ]] && break; done
zpty -d shell
print -r -- ${written//$'\r'/} | sed -n 's/.*@@OFFER //p' | sort -u
