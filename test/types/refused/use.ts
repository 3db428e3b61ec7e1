import { flow, resource } from "@millrace/dsl"
import { now, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })
const file = resource("file", { acquire: () => ({ size: 1 }), release: () => undefined })

// refused at `sise`: Property 'sise' does not exist on type '{ size: number; }'
start.use("used", file, (b) => b.let("n", ({ resource }) => resource.sise))

// refused at `now, (b)`: is missing the following properties from type 'Resource<unknown, unknown, unknown>': acquire, release
start.use("used", now, (b) => b.step("n", now))

// refused at `resource }`: Property 'resource' does not exist on type
start.use("used", file, (b) => b.step("n", now)).returns(({ resource }) => resource)
