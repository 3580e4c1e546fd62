// What `autograd` holds for a user.

export { grad } from "./backward.ts";
export type { GradOptions } from "./backward.ts";
