export { activity } from "@millrace/plan"
export type { Activity, ActivityContext, ActivityEffects, ActivityOptions } from "@millrace/plan"
