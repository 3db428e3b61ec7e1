import { memoryStore } from "@millrace/runtime/journal"
import { expect, it } from "vitest"
import { until } from "../durable/engine-workflows.ts"
import { serving } from "./serving.ts"

it("counts and times what executions do, as Prometheus reads it", async () => {
  await using served = await serving(memoryStore(), { engine: { metrics: true, maximumExecutions: 3 } })
  for (const id of ["a", "b"]) await served.ask("/executions", { json: { workflow: "noted", input: id, id } })
  await served.ask("/executions", { json: { workflow: "failed", id: "f" } })
  await served.ask("/executions", { json: { workflow: "slept", id: "s" } })
  await served.ask("/executions", { json: { workflow: "paid", input: "x", id: "p" } })
  for (const id of ["a", "b", "s"]) await served.engine.result(id)
  await served.engine.outcome("f", { waitMs: 10_000 })
  await until(served.engine, "p", "waiting")
  const { status, body, headers } = await served.ask("/metrics")
  expect([status, headers.get("content-type")]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8"])
  const samples = new Map(
    String(body)
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]),
  )
  const of = (name: string): number | undefined => samples.get(`millrace_${name}`)
  expect({
    started: of('executions_started_total{workflow="noted"}'),
    completed: of('executions_ended_total{workflow="noted",status="completed"}'),
    failed: of('executions_ended_total{workflow="failed",status="failed"}'),
    attempts: of('step_attempts_total{workflow="noted"}'),
    stepsCompleted: of('step_duration_seconds_count{workflow="noted",outcome="completed"}'),
    stepsFailed: of('step_duration_seconds_count{workflow="failed",outcome="failed"}'),
    signals: of('waits_open{kind="signal"}'),
    running: of("executions_running"),
    ready: of("executions_ready"),
  }).toEqual({
    started: 2,
    completed: 2,
    failed: 1,
    attempts: 2,
    stepsCompleted: 2,
    stepsFailed: 1,
    signals: 1,
    running: 0,
    ready: 0,
  })
  expect(of("wake_lateness_seconds_count")).toBeGreaterThan(0)
  expect(of("journal_write_seconds_count")).toBeGreaterThan(10)
  expect(of("journal_commit_writes_sum")).toBe(of("journal_write_seconds_count"))
})

it("offers none where the engine was opened without", async () => {
  await using served = await serving(memoryStore())
  expect(await served.ask("/metrics")).toMatchObject({ status: 501, body: { tag: "NotOffered" } })
})
