import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** A layer whose types are erased. */
export type AnyLayer = Layer.Layer<unknown, unknown, unknown>

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/**
 * Gives an Effect the services of layers; the first is built last, with the services of the others.
 *
 * **Details**
 *
 * It is what `Effect.provide` does with one layer, without what that brings for many.
 */
export function providing(layers: ReadonlyArray<AnyLayer>, effect: AnyEffect): AnyEffect {
  return layers.reduce(provided, effect)
}

function provided(effect: AnyEffect, layer: AnyLayer): AnyEffect {
  return Effect.scopedWith((scope) =>
    Effect.flatMap(Layer.buildWithScope(layer, scope), (services) => Effect.provideContext(effect, services)),
  )
}
