import { expect, it } from "vitest"
import { Watch } from "../../src/durable/scheduling/watch.ts"
import { Watchers } from "../../src/durable/scheduling/watchers.ts"

it("tells whoever begins to watch while the engine closes that nothing ends here any more", async () => {
  const watchers = new Watchers()
  watchers.close()
  const watch = new Watch(watchers)
  watch.end("a")
  expect(await watch.told(100)).toBeUndefined()
})
