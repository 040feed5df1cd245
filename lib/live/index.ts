// Telling open consoles that something changed. In a transaction: `await publish(tx, { topic: "area", area: "rules" })`.
export { liveHub } from "./hub.ts";
export type { LiveMessage } from "./message.ts";
export { openStream } from "./open-stream.ts";
export { publish } from "./publish.ts";
export type { LiveEvent } from "./schema.ts";
