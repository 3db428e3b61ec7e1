import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from "node:os"

/** Says where and when something was measured. */
export function machine(): string {
  const processor = cpus()[0]?.model.trim() ?? "unknown processor"
  const memory = Math.round(totalmem() / 2 ** 30)
  const date = new Date().toISOString().slice(0, 10)
  const load = (loadavg()[0] ?? 0).toFixed(1)
  return `Node ${process.versions.node}, ${platform()} ${arch()}, ${availableParallelism()} × ${processor}, ${memory} GiB, load ${load}, ${date}`
}
