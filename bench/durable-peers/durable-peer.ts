/** Another engine, with a workflow of ten steps that add one each and are kept one after the other. */
export interface DurablePeer {
  readonly name: string
  /** Where it keeps executions. */
  readonly store: string
  /** Opens it in a folder on the disk. */
  readonly open: (folder: string) => Promise<OpenPeer>
}

export interface OpenPeer {
  /** Runs one execution to its end, under an id of its own. */
  readonly run: (n: number) => Promise<number>
  readonly close: () => Promise<void>
}
