/**
 * Ends this process at once when the one that started it has been killed.
 *
 * **Details**
 *
 * Whoever kills `millrace run` or `millrace serve` means the workflow. A parent that ends in any other way waits for this
 * process first. The channel to it, which `startChild` opens, does not keep this process alive; where there is none any
 * more, the parent was killed while this process was loading.
 */
export function endWithParent(): void {
  const end = (): void => void process.kill(process.pid, "SIGKILL")
  if (!process.connected) end()
  process.once("disconnect", end)
  process.channel?.unref()
}
