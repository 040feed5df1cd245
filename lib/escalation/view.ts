import type { AlarmCause } from "./alarm.ts";
import type { ChecklistItem, EscalationSettings } from "./schema.ts";

// What pages and routes say of escalations, shared with the browser: types alone.

type Localised = { en: string; fa: string };

/** One path as its settings page shows it. */
export interface PathView {
  id: string;
  /** Null for the default and the emergency path. */
  policy: { code: string; title: Localised; severity: number } | null;
  /** Null: nothing is set, and it follows the default (the default itself: the first escalation queue). */
  queue: { slug: string; name: Localised } | null;
  dueMinutes: number;
  revision: number;
  /** Where a case goes now, whatever is set; null: nowhere. */
  leadsTo: { name: Localised; dueMinutes: number } | null;
}

export interface EscalationSettingsView {
  paths: PathView[];
  queues: { slug: string; name: Localised }[];
  settings: EscalationSettings & { revision: number };
}

/** What became, or would become, of an escalation. */
export interface Destination {
  /** Null: there is nobody it could go to, and it stays where it is, at the top. */
  queue: Localised | null;
  dueAt: string;
  /** Nobody who could take it is at work. */
  away: boolean;
}

export interface EmergencyView {
  markedByName: string;
  markedAt: string;
  note: string;
  checklist: (ChecklistItem & {
    done: { byName: string; at: string; note: string } | null;
  })[];
}

/** Why a case cannot be marked: it is judged blind, or not this reader's at this moment. */
export type NoEmergency = "sample" | "second_look" | "not_yours" | "marked" | "closed";

/** What the desk knows of a case beside the case itself. */
export interface CaseEscalation {
  /** Where it would go; null where it is not escalated from here. */
  escalation: Destination | null;
  emergencyPath: Destination | null;
  emergency: EmergencyView | null;
  /** Null: it can be marked. */
  notMarkable: NoEmergency | null;
  mayTick: boolean;
  mayCallOff: boolean;
}

/** What the shell says on every page. */
export interface EscalationNotices {
  /** Emergencies that wait for somebody and this person could take, and those that they hold. */
  emergencies: { number: number; queue: Localised; dueAt: string; mine: boolean }[];
  /** For who can do something about it. */
  alarms: {
    id: string;
    cause: AlarmCause;
    queue: Localised | null;
    caseNumbers: number[];
    caseCount: number;
    openedAt: string;
  }[];
}
