/** What a step passes before it begins. Once it is closed nothing new begins in this process, and what is in flight ends. */
export class Gate {
  #isClosed = false

  get isClosed(): boolean {
    return this.#isClosed
  }

  close(): void {
    this.#isClosed = true
  }
}
