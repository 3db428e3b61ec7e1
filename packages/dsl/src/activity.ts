export { activity, capability, pool, rateLimit, resource } from "@millrace/plan"
export type { Capability, Pool, RateLimit, Resource, WebhookRequest } from "@millrace/plan"
export type { Activity, ActivityContext, ActivityEffects, ActivityOptions } from "@millrace/plan"
