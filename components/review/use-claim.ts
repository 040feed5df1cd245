"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { type Dispatch, useEffect, useEffectEvent, useState } from "react";
import { secondsLeft } from "#components/time/durations.ts";
import { serverNow } from "#components/time/server-clock.ts";
import { showToast } from "#components/toast/toast-store.ts";
import type { CaseView } from "#lib/review/schema.ts";
import { reviewApi } from "./api.ts";
import type { DeskEvent } from "./desk-state.ts";
import { queryKeys } from "./query-keys.ts";
import { useConflict } from "./use-conflict.ts";

/** A case claimed ahead that comes on the desk with less than this left is renewed unasked. */
const RENEW_BELOW_SECONDS = 60;

/**
 * Claiming, extending, skipping and handing over the case on the desk.
 * @param reveals how often something hidden in it was uncovered
 */
export function useClaim(view: CaseView | null, reveals: number, dispatch: Dispatch<DeskEvent>) {
  const t = useTranslations("desk");
  const format = useFormatter();
  const client = useQueryClient();
  const settle = useConflict(dispatch);
  const [busy, setBusy] = useState(false);

  async function write(
    call: (number: number, version: number) => Promise<CaseView>,
  ): Promise<CaseView | null> {
    if (!view || busy) return null;
    setBusy(true);
    try {
      const next = await call(view.number, view.version);
      client.setQueryData(queryKeys.case(next.number), next);
      return next;
    } catch (error) {
      await settle(view.number, error);
      return null;
    } finally {
      setBusy(false);
    }
  }

  const claim = () => void write(reviewApi.claim);
  const extend = () =>
    void write(reviewApi.extend).then((next) => next && showToast({ tone: "ok", text: t("extended") }));

  const renewIfShort = useEffectEvent(() => {
    if (!view?.claim?.mine || view.hold || view.state !== "open") return;
    const left = secondsLeft(view.claim.expiresAt, serverNow());
    if (left === 0) void write(reviewApi.claim);
    else if (left < RENEW_BELOW_SECONDS) void write(reviewApi.extend);
  });
  const number = view?.number;
  useEffect(() => {
    if (number !== undefined) renewIfShort();
  }, [number]);

  function skip(): void {
    if (!view) return;
    dispatch({ type: "skipped", number: view.number });
    // A release that is lost costs nothing but the wait until the claim lapses.
    void reviewApi.release(view.number, view.version, reveals).catch(() => undefined);
    client.removeQueries({ queryKey: queryKeys.case(view.number), type: "inactive" });
  }

  async function handOver(toUserId: string, name: string): Promise<void> {
    if (!view) return;
    const next = await write((id, version) => reviewApi.handOver(id, version, toUserId, reveals));
    if (!next) return;
    showToast({ tone: "ok", text: t("handOver.done", { number: view.number, name }) });
    dispatch({ type: "passed-on", number: view.number });
  }

  const refreshHolds = () => void client.invalidateQueries({ queryKey: queryKeys.holds() });

  async function hold(reason: string, minutes: number): Promise<void> {
    const held = await write((id, version) => reviewApi.hold(id, { version, reason, minutes, reveals }));
    if (!held?.claim) return;
    const until = format.dateTime(new Date(held.claim.expiresAt), {
      weekday: "long",
      hour: "2-digit",
      minute: "2-digit",
    });
    showToast({ tone: "ok", text: t("hold.done", { number: held.number, until }) });
    dispatch({ type: "held", number: held.number });
    refreshHolds();
  }

  const resume = () => void write(reviewApi.resume).then(refreshHolds);

  return { claim, extend, skip, handOver, hold, resume, busy };
}
