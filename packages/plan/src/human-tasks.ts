declare const humanTasks: unique symbol

/** The requirement of a workflow that asks people; the runtime's `HumanTasks` service meets it. */
export interface HumanTasks {
  readonly [humanTasks]: "@millrace/HumanTasks"
}
