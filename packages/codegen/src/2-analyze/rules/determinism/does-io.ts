import type { MappingRule } from "./mapping-rule.ts"
import { members, oneOf } from "./symbols.ts"

const platform =
  "fetch XMLHttpRequest WebSocket EventSource BroadcastChannel localStorage sessionStorage indexedDB caches alert confirm prompt"

/** Node's modules that reach files, the network or the terminal; `path`, `url`, `util`, `buffer` and others only compute. */
const node =
  "fs fs/promises http http2 https net tls dgram dns dns/promises readline readline/promises sqlite tty inspector repl"

/** Clients of databases, queues, stores and HTTP. */
const clients =
  "axios got ky undici node-fetch cross-fetch superagent pg postgres mysql mysql2 better-sqlite3 mongodb mongoose ioredis " +
  "redis knex @prisma/client typeorm amqplib kafkajs nodemailer openai @anthropic-ai/sdk stripe fs-extra execa " +
  "effect/FileSystem effect/Terminal"

/** What is read from outside is another thing the next time, and what is written is written twice. */
export const doesIo: MappingRule = {
  code: "MAPPING.DOES_IO",
  does: "reads or writes something outside",
  fix: "do it in an activity, and read its result here",
  ofUse: oneOf(
    ...platform.split(" "),
    "navigator.sendBeacon",
    ...members("process.", "stdin stdout stderr"),
    ...members("node:process#", "stdin stdout stderr"),
    ...members("node:", node),
    ...clients.split(" "),
    "@aws-sdk/*",
    "@google-cloud/*",
    "@azure/*",
  ),
}
