/** Where executions are kept: the service, its stores, and what can go wrong in them. */
export type { Change } from "./change.ts"
export type { Entry, Payload } from "./entry.ts"
export type { ExecutionHistory, ExecutionRow, ExecutionStatus, NewExecution } from "./execution-row.ts"
export { ends } from "./execution-row.ts"
export { PayloadNotPlain } from "./failures/payload-not-plain.ts"
export { PayloadTooLarge } from "./failures/payload-too-large.ts"
export { PayloadUnreadable } from "./failures/payload-unreadable.ts"
export { StoreInUse } from "./failures/store-in-use.ts"
export { StoreUnusable } from "./failures/store-unusable.ts"
export type { StoreProblem } from "./failures/store-unusable.ts"
export { WriteRefused } from "./failures/write-refused.ts"
export type { WriteProblem } from "./failures/write-refused.ts"
export type {
  ClaimRequest,
  Claimed,
  Journal,
  JournalCounts,
  ListRequest,
  Page,
  Started,
  WaitRequest,
} from "./journal.ts"
export type { Fault, FaultHook, WriteFacts } from "./memory/fault.ts"
export { memoryStore } from "./memory/memory-store.ts"
export type { MemoryStore } from "./memory/memory-store.ts"
export type { Acceptance, Message } from "./message.ts"
export { makePayloadFormat } from "./payloads/payload-format.ts"
export type { PayloadCodec, PayloadFormat, PayloadOptions } from "./payloads/payload-format.ts"
export { beginning } from "./recorded.ts"
export type { Place, Recorded, RecordedExecution, RecordedRequest } from "./recorded.ts"
export { sqliteReader } from "./sqlite/sqlite-reader.ts"
export type { JournalReader } from "./sqlite/sqlite-reader.ts"
export { sqliteStore } from "./sqlite/sqlite-store.ts"
export type { SqliteOptions } from "./sqlite/sqlite-store.ts"
export type { OpenWait, Wait, WaitKind } from "./wait.ts"
