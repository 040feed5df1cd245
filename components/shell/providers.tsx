"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { Direction } from "radix-ui";
import { type ReactNode, useState } from "react";
import { createQueryClient } from "#components/api/query-client.ts";
import { TimeZoneSync } from "#components/time/time-zone-sync.tsx";
import { Toaster } from "#components/toast/toaster.tsx";
import { TooltipProvider } from "#components/ui/tooltip.tsx";
import { useStyleNonce } from "./use-style-nonce.ts";

export function Providers({ dir, children }: { dir: "ltr" | "rtl"; children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  useStyleNonce();
  return (
    <QueryClientProvider client={queryClient}>
      <Direction.Provider dir={dir}>
        <TooltipProvider delayDuration={400}>
          {children}
          <Toaster />
          <TimeZoneSync />
        </TooltipProvider>
      </Direction.Provider>
    </QueryClientProvider>
  );
}
