"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { request } from "#components/api/request.ts";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { useChange } from "#components/settings/use-area.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { PersonView } from "#lib/people/index.ts";
import type { SessionView } from "#lib/people/schema.ts";
import { SessionsList } from "./sessions-list.tsx";

/** Where a person is signed in, for who manages people. */
export function SessionsDialog({ person, onClose }: { person: PersonView | null; onClose: () => void }) {
  const t = useTranslations("security");
  return (
    <Dialog
      open={person !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t("sessionsOf", { name: person?.name ?? "" })}
    >
      {person ? <Sessions personId={person.id} /> : null}
    </Dialog>
  );
}

function Sessions({ personId }: { personId: string }) {
  const t = useTranslations("security");
  const problemText = useProblemText();
  const area = `people/${personId}/sessions`;
  const { data, error } = useQuery({
    queryKey: queryKeys.area(area),
    queryFn: () => request<{ sessions: SessionView[] }>(`/api/console/${area}`),
  });
  const change = useChange(area);
  if (error) return <p className="text-bad">{problemText(error)}</p>;
  if (!data) return <Skeleton className="w-full" />;
  return (
    <div className="grid gap-3">
      <SessionsList
        sessions={data.sessions}
        busy={change.isPending}
        end={(id) => change.mutate({ path: `${area}/${id}`, method: "DELETE" })}
      />
      {data.sessions.length > 1 ? (
        <Button
          className="justify-self-end"
          disabled={change.isPending}
          onClick={() => change.mutate({ path: area, method: "DELETE" })}
        >
          {t("endAll")}
        </Button>
      ) : null}
    </div>
  );
}
