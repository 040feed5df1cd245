import type { Tone } from "#components/ui/tag.tsx";

export type Toast = {
  id: number;
  text: string;
  /** What it is about: a later word on the same matter takes its place. */
  topic?: string;
  tone: Extract<Tone, "neutral" | "ok" | "warn" | "bad">;
  action?: { label: string; run: () => void };
};

/** Long enough to read two lines; errors stay until put away. */
const STAY_MS = 7_000;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export function showToast(toast: Omit<Toast, "id">): void {
  const id = ++lastId;
  const topic = toast.topic ?? toast.text;
  set([...toasts.filter((other) => (other.topic ?? other.text) !== topic).slice(-2), { ...toast, id }]);
  if (toast.tone !== "bad") setTimeout(() => dismissToast(id), STAY_MS);
}

export function dismissToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

export function dismissTopic(topic: string): void {
  if (toasts.some((toast) => toast.topic === topic)) set(toasts.filter((toast) => toast.topic !== topic));
}

export const toastStore = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  get: () => toasts,
};
