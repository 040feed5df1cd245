import { useTranslations } from "next-intl";
import { Tag, type Tone } from "#components/ui/tag.tsx";
import type { RunView } from "#lib/training/index.ts";

const VERSION_TONE: Record<string, Tone> = { champion: "ok", challenger: "accent", candidate: "warn" };
const VERSION_STATES = ["candidate", "champion", "challenger", "archived"] as const;
const RUN_TONE: Record<RunView["state"], Tone> = {
  queued: "neutral",
  running: "accent",
  cancelling: "warn",
  cancelled: "neutral",
  failed: "bad",
  succeeded: "ok",
};

export function VersionState({ state }: { state: string }) {
  const t = useTranslations("models");
  const known = VERSION_STATES.find((one) => one === state);
  return (
    <Tag tone={VERSION_TONE[state] ?? "neutral"} dot>
      {known ? t(`state.${known}`) : state}
    </Tag>
  );
}

export function RunState({ state }: { state: RunView["state"] }) {
  const t = useTranslations("training");
  return (
    <Tag tone={RUN_TONE[state]} dot>
      {t(`runState.${state}`)}
    </Tag>
  );
}
