"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useLiveInterval } from "#components/live/live-state.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import type { ConsoleViewer } from "#components/shell/viewer.ts";
import { escalationApi } from "./api.ts";

const NoticeList = dynamic(() => import("./notice-list.tsx").then((module) => module.NoticeList), {
  loading: () => null,
});

const REFRESH_MS = 60_000;

/** Emergencies that wait, and escalations that reach nobody, above every page. */
export function EscalationNotices({ viewer }: { viewer: ConsoleViewer }) {
  const { data } = useQuery({
    queryKey: queryKeys.area("escalation-notices"),
    queryFn: escalationApi.notices,
    enabled: viewer.permissions.includes("cases:read"),
    staleTime: 10_000,
    refetchInterval: useLiveInterval(REFRESH_MS),
  });
  if (!data || data.emergencies.length + data.alarms.length === 0) return null;
  return <NoticeList notices={data} />;
}
