import { z } from "zod";

/**
 * The only reader of process.env. Every variable, what it means and what it should look like.
 * `npm start` fills in what an embedded installation needs; see README, Settings.
 */
const envSchema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  DATABASE_URL: z
    .string({
      error:
        "is missing; it should be a PostgreSQL address such as postgresql://user:password@host:5432/docket",
    })
    .regex(/^postgres(ql)?:\/\//, "should begin with postgresql://"),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(20),
  DOCKET_SECRET: z
    .string({
      error:
        "is missing; it should be at least 32 random characters, for example from `openssl rand -hex 32`",
    })
    .min(32, "should be at least 32 characters"),
  DOCKET_URL: z
    .url("should be the address people open, such as https://docket.example.org")
    .default("http://localhost:3000"),
  /** The platform's name, as authors know it; the appeal page bears it. */
  PLATFORM_NAME: z.string().trim().min(1).max(80).default("Docket"),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  MODELS_DIR: z.string().default("models"),
  /** Seconds in which a decision can be taken back before the platform hears of it. */
  UNDO_SECONDS: z.coerce.number().int().min(0).max(3600).default(10),
  /** Minutes a claim lasts before the case goes back to its queue. */
  CLAIM_MINUTES: z.coerce.number().positive().max(240).default(10),
  /** Webhooks to private addresses are refused unless this is set; for development and tests. */
  ALLOW_PRIVATE_WEBHOOKS: z.stringbool().default(false),
  /** The same for pictures and videos of posts. */
  ALLOW_PRIVATE_MEDIA: z.stringbool().default(false),
  /** Where this machine keeps files: fetched media, copies of trained models. */
  DOCKET_DATA_DIR: z.string().default(".data"),
  /** Where ffmpeg is looked for. */
  PATH: z.string().default("/usr/local/bin:/usr/bin:/bin"),
  /** Languages in which text in pictures is read, as Tesseract names them; none turns reading off. */
  OCR_LANGUAGES: z
    .string()
    .regex(/^(none|[a-z_]{3,20}(,[a-z_]{3,20})*)$/, "should be codes such as eng,deu,fas, or none")
    .default("eng,deu,fas")
    .transform((list) => (list === "none" ? [] : list.split(","))),
  OIDC_ISSUER: z.url("should be the issuer's address").optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  SCORE_BATCH: z.coerce.number().int().min(1).max(2000).default(200),
  /** Each item's chance of being drawn for the prevalence sample; 0 draws none. */
  PREVALENCE_RATE: z.coerce.number().min(0).max(1).default(0.01),
  /** Views per hour from which on that chance grows with reach; not set: the same chance for all. */
  PREVALENCE_REACH_UNIT: z.coerce.number().positive().optional(),
  /** What reach may raise that chance to. */
  PREVALENCE_CAP: z.coerce.number().positive().max(1).default(0.5),
  /** What a scraper of /api/metrics must send as a bearer token; not set: anyone who reaches the port may read counts. */
  METRICS_TOKEN: z.string().min(16, "should be at least 16 characters").optional(),
  /** Execution providers in order, such as "webgpu,cpu"; not set: by what the machine has. */
  ORT_PROVIDERS: z
    .string()
    .transform((list) => list.split(",").map((one) => one.trim()))
    .pipe(z.array(z.enum(["cuda", "webgpu", "cpu"], "should be a list of cuda, webgpu, cpu")))
    .optional(),
  /** A server that speaks the Open Inference Protocol v2 over HTTP and scores instead of this process. */
  INFERENCE_URL: z
    .url({ protocol: /^https?$/, error: "should be the address of an inference server" })
    .optional(),
  ORT_THREADS: z.coerce.number().int().min(1).max(64).default(1),
});

export type Env = z.infer<typeof envSchema>;

/** Raised at start-up; its message names every wrong variable and what it should be. */
export class EnvironmentError extends Error {
  override name = "EnvironmentError";
}

let cached: Env | undefined;

/** The validated environment; read once. @throws EnvironmentError */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/** Validates a set of variables; empty strings count as not set. @throws EnvironmentError */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = envSchema.safeParse(present);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join(".")} ${issue.message}`);
  throw new EnvironmentError(`The environment is not right:\n${lines.join("\n")}`);
}
