/** A command cannot do what it was asked for, for a reason outside of it; the message is one sentence. */
export class CommandFailed extends Error {
  override readonly name = "CommandFailed"
}
