export * from "./activity.ts"
