import type { Client } from "pg";
import { ConsoleSession } from "./console-session.ts";
import { pause } from "./harness.ts";

/** What a hundred people did, as their browsers saw it. */
export interface CrowdLog {
  counts: Record<string, number>;
  times: { claim: number[]; decide: number[] };
  /** `<case>/<version>` that an answer gave into somebody's hands, and whose. */
  given: { key: string; userId: string }[];
  /** Decisions that were taken: id, case, whose. */
  decided: { decisionId: string; caseNumber: number; userId: string }[];
  /** Ids of decisions taken back, with what was said of them. */
  undone: { decisionId: string; outcome: string }[];
  /** Answers that no state of affairs explains. */
  wrong: string[];
}

interface Held {
  number: number;
  version: number;
}
interface Reviewer {
  session: ConsoleSession;
  userId: string;
  /** Cases that colleagues handed over. */
  given: Held[];
}

/** Milliseconds between two things that one person does. */
const THINK = { least: 300, most: 2200 };

/** Between two bulk decisions of the one lead; longer than the time to undo. */
const BULK_EVERY_MS = 5000;

/** People at the console's own routes, each with a mind of their own. */
export class Crowd {
  readonly log: CrowdLog = {
    counts: {},
    times: { claim: [], decide: [] },
    given: [],
    decided: [],
    undone: [],
    wrong: [],
  };
  private readonly url: string;
  private readonly queue: string;
  private reviewers: Reviewer[] = [];

  constructor(url: string, queue: string) {
    this.url = url;
    this.queue = queue;
  }

  /** An admin adds the platform's receiver. */
  async connect(receiver: string, email: string, password: string): Promise<void> {
    const admin = await ConsoleSession.signIn(this.url, email, password);
    await admin.post("/api/console/webhooks", { url: receiver });
  }

  /** A lead decides many at once, beside all the others, and takes every other one of these back as one. */
  async bulk(email: string, password: string, ms: number): Promise<void> {
    const lead = await ConsoleSession.signIn(this.url, email, password);
    const until = performance.now() + ms;
    for (let n = 0; performance.now() < until; n++) {
      await pause(BULK_EVERY_MS);
      const page = await lead.fetch(`/api/console/bulk/candidates?from=queue&queue=${this.queue}`);
      const { candidates } = (await page.json()) as {
        candidates: { itemId: string; case: { version: number } | null }[];
      };
      const started = await lead.attempt<{ number: number }>("/api/console/bulk", {
        members: candidates.map((one) => ({ itemId: one.itemId, caseVersion: one.case?.version ?? null })),
        action: "remove",
        policyCode: "S-1",
        chosen: { from: "queue", query: {} },
      });
      if (started.status !== 201) {
        this.log.wrong.push(`a bulk decision answered ${started.status} ${JSON.stringify(started.body)}`);
        continue;
      }
      this.count("bulks");
      if (n % 2 === 0) continue;
      await pause(n % 4 === 1 ? 500 : BULK_EVERY_MS);
      const undone = await lead.attempt(`/api/console/bulk/${started.body.number}/undo`, {});
      if (undone.status === 200) this.count("bulks_taken_back");
      // One that decided nothing, since others held everything, cannot be taken back.
      else if (undone.status !== 409)
        this.log.wrong.push(`taking a bulk decision back answered ${undone.status}`);
    }
  }

  async signIn(people: number, password: string, client: Client): Promise<void> {
    const { rows } = await client.query<{ id: string; email: string }>(
      "SELECT id, email FROM users WHERE email LIKE 'crowd-%'",
    );
    for (const { id, email } of rows.slice(0, people))
      this.reviewers.push({
        session: await ConsoleSession.signIn(this.url, email, password),
        userId: id,
        given: [],
      });
  }

  async work(ms: number): Promise<void> {
    const until = performance.now() + ms;
    await Promise.all(
      this.reviewers.map(async (reviewer) => {
        while (performance.now() < until) {
          await pause(THINK.least + Math.random() * (THINK.most - THINK.least));
          const held = reviewer.given.pop() ?? (await this.claim(reviewer));
          if (held) await this.doSomething(reviewer, held);
        }
      }),
    );
  }

  private count(what: string): void {
    this.log.counts[what] = (this.log.counts[what] ?? 0) + 1;
  }

  private take(reviewer: Reviewer, view: Held): Held {
    this.log.given.push({ key: `${view.number}/${view.version}`, userId: reviewer.userId });
    return { number: view.number, version: view.version };
  }

  private async claim(reviewer: Reviewer): Promise<Held | null> {
    const from = performance.now();
    const answer = await reviewer.session.attempt<{ case: Held | null }>(
      `/api/console/queues/${this.queue}/claim`,
      { exclude: [] },
    );
    this.log.times.claim.push(performance.now() - from);
    if (answer.status !== 200) {
      this.log.wrong.push(`claim answered ${answer.status}`);
      return null;
    }
    this.count("claims");
    return answer.body.case && this.take(reviewer, answer.body.case);
  }

  private async doSomething(reviewer: Reviewer, held: Held): Promise<void> {
    const dice = Math.random();
    if (dice < 0.5) await this.decide(reviewer, held);
    else if (dice < 0.6) await this.decideAndTakeBack(reviewer, held);
    else if (dice < 0.7) await this.extendThenDecide(reviewer, held);
    else if (dice < 0.8) await this.handOver(reviewer, held);
    else if (dice < 0.87) await this.pressTwice(reviewer, held);
    else if (dice < 0.93) await this.answerWithOldVersion(reviewer, held);
    else if (dice < 0.96) await this.holdAndResume(reviewer, held);
    else if (dice < 0.98) await this.change(reviewer, held, "release");
    else this.count("abandoned");
  }

  private attemptDecision(reviewer: Reviewer, held: Held) {
    const restrict = Math.random() < 0.5;
    return reviewer.session.attempt<{ decisionId: string }>(`/api/console/cases/${held.number}/decision`, {
      version: held.version,
      action: restrict ? "remove" : "allow",
      policyCode: restrict ? "H-2" : null,
    });
  }

  private async decide(reviewer: Reviewer, held: Held): Promise<string | null> {
    const from = performance.now();
    const answer = await this.attemptDecision(reviewer, held);
    this.log.times.decide.push(performance.now() - from);
    if (answer.status !== 201) {
      this.log.wrong.push(`a holder's decision answered ${answer.status}`);
      return null;
    }
    return this.decided(reviewer, held, answer.body.decisionId);
  }

  private decided(reviewer: Reviewer, held: Held, decisionId: string): string {
    this.count("decisions");
    this.log.decided.push({ decisionId, caseNumber: held.number, userId: reviewer.userId });
    return decisionId;
  }

  /** At once, or after the platform has heard; then the case is theirs again, and they decide it anew. */
  private async decideAndTakeBack(reviewer: Reviewer, held: Held): Promise<void> {
    const decisionId = await this.decide(reviewer, held);
    if (!decisionId) return;
    await pause(Math.random() < 0.6 ? 200 : 5000);
    const answer = await reviewer.session.attempt<{ outcome: string }>(
      `/api/console/decisions/${decisionId}/undo`,
      {},
    );
    if (answer.status !== 200) this.log.wrong.push(`taking back answered ${answer.status}`);
    else {
      this.count("taken_back");
      this.log.undone.push({ decisionId, outcome: answer.body.outcome });
    }
  }

  private async extendThenDecide(reviewer: Reviewer, held: Held): Promise<void> {
    const extended = await this.change(reviewer, held, "extend");
    if (extended) await this.decide(reviewer, this.take(reviewer, extended));
  }

  /** Lays it aside, looks at another meanwhile, and comes back to it; now and then not. */
  private async holdAndResume(reviewer: Reviewer, held: Held): Promise<void> {
    const aside = await this.change(reviewer, held, "hold", { reason: "waits for a word", minutes: 60 });
    if (!aside) return;
    this.take(reviewer, aside);
    const other = await this.claim(reviewer);
    if (other?.number === held.number) this.log.wrong.push("a claim brought a case on hold");
    if (other) await this.decide(reviewer, other);
    if (Math.random() < 0.2) return;
    const resumed = await this.change(reviewer, aside, "resume");
    if (resumed) await this.decide(reviewer, this.take(reviewer, resumed));
  }

  private async handOver(reviewer: Reviewer, held: Held): Promise<void> {
    const colleague = this.reviewers[Math.floor(Math.random() * this.reviewers.length)];
    if (!colleague || colleague === reviewer) return;
    const given = await this.change(reviewer, held, "hand-over", { toUserId: colleague.userId });
    if (given) colleague.given.push(this.take(colleague, given));
  }

  private async change(
    reviewer: Reviewer,
    held: Held,
    how: "extend" | "release" | "hand-over" | "hold" | "resume",
    more: object = {},
  ): Promise<Held | null> {
    const answer = await reviewer.session.attempt<Held>(`/api/console/cases/${held.number}/${how}`, {
      version: held.version,
      ...more,
    });
    if (answer.status === 200) {
      this.count(how.replace("-", "_"));
      return answer.body;
    }
    this.log.wrong.push(`${how} by the holder answered ${answer.status}`);
    return null;
  }

  /** Two presses of one key, or two tabs: one decision. */
  private async pressTwice(reviewer: Reviewer, held: Held): Promise<void> {
    const answers = await Promise.all([
      this.attemptDecision(reviewer, held),
      this.attemptDecision(reviewer, held),
    ]);
    const taken = answers.filter(({ status }) => status === 201);
    this.count("pressed_twice");
    if (taken.length !== 1 || !answers.some(({ status }) => status === 409))
      this.log.wrong.push(`two presses answered ${answers.map(({ status }) => status).join(" and ")}`);
    for (const { body } of taken) this.decided(reviewer, held, body.decisionId);
  }

  private async answerWithOldVersion(reviewer: Reviewer, held: Held): Promise<void> {
    const answer = await this.attemptDecision(reviewer, { ...held, version: held.version - 1 });
    this.count("stale");
    if (answer.status !== 409) this.log.wrong.push(`a stale decision answered ${answer.status}`);
    await this.decide(reviewer, held);
  }
}
