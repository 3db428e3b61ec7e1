import { flow } from "@millrace/dsl"
import { find, now, Order, reserve } from "../workflow-parts.ts"

const start = flow("order", { input: Order }).step("at", now)

// hover at `scope`: (parameter) scope: { readonly input: { readonly id: string; readonly lines: readonly number[]; }; readonly at: number; }
start.step("found", find, (scope) => ({ id: scope.input.id }))

// hover at `input`: (parameter) input: { readonly id: string; readonly lines: readonly number[]; }
// hover at `at`: (parameter) at: number
start.step("found", find, ({ input, at }) => ({ id: `${input.id}${at}` }))

// hover at `id:`: (property) id: string
start.step("found", find, ({ input }) => ({ id: input.id }))

const kept = start.step("kept", reserve, ({ input }) => ({ sku: input.id }), {
  onFailure: "continue",
  when: ({ at }) => at > 1,
})
// hover at `kept }`: (parameter) kept: Result<{ reserved: string; }, NotFound | StepTimeout | OutOfStock> | undefined
kept.let("sku", ({ kept }) => kept)

// hover at `workflow`: const workflow: Workflow<{ readonly id: string; readonly lines: readonly number[]; }, { at: number; }, InvalidInput, never>
const workflow = start.returns(({ at }) => ({ at }))
// hover at `start`: const start: Builder<InFlow<{ readonly id: string; readonly lines: readonly number[]; }, unknown>, Visible<"input" | "at", Named<"input", { readonly id: string; readonly lines: readonly number[]; }>, readonly ["at"], readonly [number]>, InvalidInput, never>
export const ended = [start, workflow]
