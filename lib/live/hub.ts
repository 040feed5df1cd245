import { Client } from "pg";
import type { Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { messageFor } from "./audience.ts";
import type { LiveMessage } from "./message.ts";
import { CHANNEL } from "./publish.ts";
import { type LiveEvent, liveEventSchema } from "./schema.ts";

/** Events wait this long for more of their kind, so that a busy queue is told three times a second at most. */
const GATHER_MS = 300;
/** Batches kept for those who were away for a moment: about two minutes of a busy installation. */
const KEPT_BATCHES = 400;
/** The connection stays this long without a stream: a browser between two pages is told what it missed. */
const LINGER_MS = 60_000;
/** A connection that says nothing for this long is asked whether it still stands. */
const PROBE_MS = 20_000;

interface Batch {
  count: number;
  events: LiveEvent[];
}

/** One open stream. */
export interface Listener {
  viewer: () => Pick<Viewer, "userId" | "grants">;
  tell: (id: string, messages: LiveMessage[]) => void;
  /** The source is gone: what happens from now on would be missed. */
  end: () => void;
}

/**
 * The ear of one web process: one connection that listens, and a fan-out to every open stream. It connects with the
 * first stream and goes some time after the last. When its connection breaks, all streams end and the browsers come back.
 */
export class LiveHub {
  private readonly listeners = new Set<Listener>();
  private connection: Promise<Client> | null = null;
  private standing: Client | null = null;
  private pending = new Map<string, LiveEvent>();
  private gathering: NodeJS.Timeout | null = null;
  private lingering: NodeJS.Timeout | undefined;
  private kept: Batch[] = [];
  /** Renewed with every connection: an id of an earlier one tells that events may be missing. */
  private epoch = crypto.randomUUID().slice(0, 8);
  private count = 0;
  private slugs = new Map<string, string>();
  private queueChangedAt = 0;

  /** When a change in any queue was last heard of, `performance.now()`; 0 while nobody listens. */
  get lastQueueChange(): number {
    return this.queueChangedAt;
  }

  /** The id of what was told last; null while nobody listens. */
  get position(): string | null {
    return this.standing === null ? null : this.idOf(this.count);
  }

  /**
   * Begins to tell a listener.
   * @param after the last id it heard, if any
   * @returns `missed`: what it did not hear since; null when that is not known and it should read all anew
   * @throws DomainError unavailable when the database cannot be listened to
   */
  async join(
    listener: Listener,
    after: string | null,
  ): Promise<{ id: string; missed: LiveMessage[] | null }> {
    clearTimeout(this.lingering);
    this.connection ??= this.connect();
    try {
      await this.connection;
    } catch (error) {
      log().warn({ err: error }, "live updates cannot listen");
      throw new DomainError("unavailable", "Live updates are not available now.");
    }
    this.listeners.add(listener);
    const missed = this.since(after);
    return {
      id: this.idOf(this.count),
      missed: missed && this.messagesFor(listener, dedupe(missed)),
    };
  }

  /** What was told after this id; null when the id is not of this connection, or too old. */
  private since(after: string | null): LiveEvent[] | null {
    const [epoch, told] = after?.split(".") ?? [];
    const [oldest] = this.kept;
    const count = Number(told);
    if (epoch !== this.epoch || !Number.isInteger(count) || count > this.count) return null;
    if (count < this.count && (!oldest || oldest.count > count + 1)) return null;
    return this.kept.filter((batch) => batch.count > count).flatMap(({ events }) => events);
  }

  /** Ends telling a listener. */
  leave(listener: Listener): void {
    if (!this.listeners.delete(listener) || this.listeners.size > 0) return;
    clearTimeout(this.lingering);
    this.lingering = setTimeout(() => void this.hangUp(), LINGER_MS).unref();
  }

  private idOf(count: number): string {
    return `${this.epoch}.${count}`;
  }

  private async connect(): Promise<Client> {
    const client = new Client({ connectionString: env().DATABASE_URL, keepAlive: true });
    const lost = () => this.lose(client);
    client.on("error", lost);
    client.on("end", lost);
    client.on("notification", ({ payload }) => this.hear(payload ?? ""));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      this.connection = null;
      await client.end().catch(() => undefined);
      throw error;
    }
    this.standing = client;
    const probe = setInterval(() => void client.query("SELECT 1").catch(lost), PROBE_MS);
    probe.unref();
    client.once("end", () => clearInterval(probe));
    return client;
  }

  /** The connection broke: nobody is told half of what happens. */
  private lose(client: Client): void {
    if (this.standing !== client) return;
    this.forget();
    client.end().catch(() => undefined);
    const left = [...this.listeners];
    this.listeners.clear();
    for (const listener of left) listener.end();
  }

  private async hangUp(): Promise<void> {
    if (this.listeners.size > 0) return;
    const open = this.connection;
    this.forget();
    await (await open?.catch(() => null))?.end().catch(() => undefined);
  }

  private forget(): void {
    this.connection = null;
    this.standing = null;
    this.kept = [];
    this.pending.clear();
    this.epoch = crypto.randomUUID().slice(0, 8);
    this.count = 0;
    this.queueChangedAt = 0;
  }

  private hear(payload: string): void {
    let event: LiveEvent;
    try {
      event = liveEventSchema.parse(JSON.parse(payload));
    } catch (error) {
      log().warn({ err: error }, "live update that is none of ours");
      return;
    }
    this.pending.set(payload, event);
    // The trigger on cases tells of a case with its version; its queue changed with it.
    const { topic, queueId, version } = event;
    if (queueId !== undefined && (topic === "queue" || version !== undefined)) {
      this.queueChangedAt = performance.now();
      this.pending.set(queueId, { topic: "queue", queueId });
    }
    this.gathering ??= setTimeout(() => void this.flush(), GATHER_MS).unref();
  }

  private async flush(): Promise<void> {
    this.gathering = null;
    const events = [...this.pending.values()];
    this.pending.clear();
    await this.learnQueues(events);
    if (events.length === 0) return;
    this.count += 1;
    this.kept.push({ count: this.count, events });
    if (this.kept.length > KEPT_BATCHES) this.kept.shift();
    for (const listener of this.listeners) {
      const messages = this.messagesFor(listener, events);
      if (messages.length > 0) listener.tell(this.idOf(this.count), messages);
    }
  }

  private messagesFor(listener: Listener, events: LiveEvent[]): LiveMessage[] {
    const viewer = listener.viewer();
    return events.flatMap((event) => {
      const queue = event.queueId === undefined ? null : this.slugs.get(event.queueId);
      return messageFor(viewer, event, queue) ?? [];
    });
  }

  /** Queues are few and new ones rare: read when one is heard of that is not known. */
  private async learnQueues(events: LiveEvent[]): Promise<void> {
    if (events.every(({ queueId }) => queueId === undefined || this.slugs.has(queueId))) return;
    const queues = await db()
      .queue.findMany({ select: { id: true, slug: true } })
      .catch(() => []);
    this.slugs = new Map(queues.map(({ id, slug }) => [id, slug]));
  }
}

const dedupe = (events: LiveEvent[]) => [
  ...new Map(events.map((event) => [JSON.stringify(event), event])).values(),
];

// Next.js bundles routes and pages apart from each other; the process still has one ear.
const shared = globalThis as { docketLiveHub?: LiveHub };

/** The process's one hub. */
export function liveHub(): LiveHub {
  shared.docketLiveHub ??= new LiveHub();
  return shared.docketLiveHub;
}
