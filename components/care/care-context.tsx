"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect } from "react";
import { request } from "#components/api/request.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import type { CareInForce, MyCare } from "#lib/care/schema.ts";
import { careApi } from "./api.ts";

/** Where nobody has said anything yet, everything is covered. */
const COVERED: MyCare = {
  inForce: {
    heavyFrom: 1,
    blur: true,
    grey: true,
    veil: "always",
    budget: null,
    breaks: null,
    rotation: null,
  },
  timeZone: "UTC",
  budget: { items: 0, minutes: 0, share: 0, state: "fine", offer: null, suggestAt: null },
  onBreak: null,
};
const CareContext = createContext<MyCare>(COVERED);

/** What protects the person who works here; rendered by the server first, so that nothing is seen before it counts. */
export function CareProvider({ initial, children }: { initial: MyCare; children: ReactNode }) {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: queryKeys.care(),
    queryFn: careApi.mine,
    initialData: initial,
    staleTime: 30_000,
  });
  const { timeZone } = data;
  useEffect(() => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!here || here === timeZone) return;
    // Where this fails, the shift goes on beginning where it did; the next page tries again.
    void request("/api/console/me/care/time-zone", { method: "PUT", body: { timeZone: here } })
      .then(() => client.invalidateQueries({ queryKey: queryKeys.care() }))
      .catch(() => undefined);
  }, [timeZone, client]);
  return <CareContext value={data}>{children}</CareContext>;
}

export const useCare = (): MyCare => useContext(CareContext);

/** Whether text of this severity is veiled for this person. */
export function isVeiled(severity: number, { veil, heavyFrom }: CareInForce): boolean {
  return veil === "always" || (veil === "severe" && severity >= heavyFrom);
}
