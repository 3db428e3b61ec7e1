import type { LoopExhausted as Shape } from "@millrace/plan"

/** A loop reached `max` iterations before its condition held. Terminal. */
export class LoopExhausted extends Error implements Shape {
  readonly _tag = "LoopExhausted"
  override readonly name = "LoopExhausted"
  readonly path: string
  readonly iterations: number

  constructor(fields: Pick<Shape, "path" | "iterations">) {
    super(`loop '${fields.path}' made its maximum of ${fields.iterations} iterations and was not done`)
    this.path = fields.path
    this.iterations = fields.iterations
  }
}
