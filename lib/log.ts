import pino from "pino";
import { env } from "#lib/env.ts";

let logger: pino.Logger | undefined;

/** Structured log lines on stdout. Never pass content text: only ids, counts and durations. */
export function log(): pino.Logger {
  logger ??= pino({ level: env().LOG_LEVEL, base: undefined, timestamp: pino.stdTimeFunctions.isoTime });
  return logger;
}
