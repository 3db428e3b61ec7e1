import { schedule } from "@millrace/runtime/durable"
import { activity, runner, step } from "@millrace/runtime/runner"
import { ModuleInvalid, servedModules } from "@millrace/runtime/server"
import { expect, it } from "vitest"

const write = step(
  "write",
  activity("write", () => undefined),
)
const named = (name: string) =>
  runner({
    plan: { name, digest: name, steps: [] },
    *body(at) {
      return yield* write(at, undefined)
    },
  })
const report = named("report")
const other = named("other")
const nightly = schedule({ name: "nightly", cron: "0 3 * * *", runner: report })

it("gives the runners that modules export, and the schedules", () => {
  const modules = [
    { file: "report.runner.ts", exports: { report } },
    { file: "jobs.ts", exports: { report, other, schedules: [nightly], nightly } },
    { file: "empty.ts", exports: { schedules: [] } },
  ]
  expect(servedModules(modules)).toEqual({ runners: [report, other], schedules: [nightly] })
})

it("takes a runner that is called 'schedules' for what it is", () => {
  const modules = [{ file: "report.runner.ts", exports: { schedules: report } }]
  expect(servedModules(modules)).toEqual({ runners: [report], schedules: [] })
})

it.each([
  [{ nightly }, "jobs.ts: exports neither a runner nor 'schedules'"],
  [{ report: named("report") }, "jobs.ts: has another runner of 'report', which is served already"],
  [{ schedules: nightly }, "jobs.ts: 'schedules' has to be a list of schedules"],
  [
    { schedules: [nightly, { name: "weekly", cron: "0 3 * * 1" }] },
    "jobs.ts: 'schedules[1]' is no schedule: make it with 'schedule' of '@millrace/runtime/durable'",
  ],
  [{ schedules: [nightly, nightly] }, "jobs.ts: 'schedules' has another one that is called 'nightly'"],
  [
    { schedules: [{ ...nightly, cron: "0 25 * * *" }] },
    "jobs.ts: 'schedules' has 'nightly', whose cron '0 25 * * *' cannot be read at '25'",
  ],
  [
    { schedules: [{ ...nightly, runner: other }] },
    "jobs.ts: schedule 'nightly': this engine has no runner of 'other', but of 'report'",
  ],
])("names the file of what cannot be served, and the schedule: %#", (exports, sentence) => {
  const modules = [
    { file: "report.runner.ts", exports: { report } },
    { file: "jobs.ts", exports },
  ]
  expect(() => servedModules(modules)).toThrow(ModuleInvalid)
  expect(() => servedModules(modules)).toThrow(sentence)
})
