/** Does one run with one of its inputs; the number says which. */
export type Run = (turn: number) => Promise<unknown>

/** Gives what a run costs, in microseconds, over at least this long. */
export async function microsARun(run: Run, batch: number, millis: number): Promise<number> {
  const start = threadMicros()
  let runs = 0
  let elapsed = 0
  while (elapsed < millis * 1_000) {
    for (let i = 0; i < batch; i++) await run(i)
    runs += batch
    elapsed = threadMicros() - start
  }
  return elapsed / runs
}

/** How many runs take about this long, so that the clock is read seldom. */
export async function batchSize(run: Run, millis: number): Promise<number> {
  for (let size = 1; ; size *= 2) {
    const start = threadMicros()
    for (let i = 0; i < size; i++) await run(i)
    if (threadMicros() - start >= millis * 1_000) return size
  }
}

function threadMicros(): number {
  const { user, system } = process.threadCpuUsage()
  return user + system
}
