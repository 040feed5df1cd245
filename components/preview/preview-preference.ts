"use client";

import { browserPreference } from "#components/ui/browser-preference.ts";
import { endPreviewWorker } from "./preview-worker.ts";

/** Whether this browser may run models itself. Kept in this browser: it is about this machine. */
export const previewPreference = browserPreference("docket.preview", ["on", "off"], (value) => {
  if (value === "off") endPreviewWorker();
});
