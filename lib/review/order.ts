import { z } from "zod";

export const QUEUE_ORDERS = ["priority", "due", "age", "reach"] as const;
export const queueOrderSchema = z.enum(QUEUE_ORDERS);
export type QueueOrder = z.infer<typeof queueOrderSchema>;
