import { queryKeys } from "#components/review/query-keys.ts";
import type { LiveMessage } from "#lib/live/message.ts";

type Key = readonly unknown[];

/** What a list of changes makes stale: keys, and whether only the key itself or all under it. */
export function staleKeys(messages: readonly LiveMessage[]): { key: Key; exact: boolean }[] {
  const found = messages.flatMap(({ topic, queue, caseNumber, area }): { key: Key; exact: boolean }[] => {
    if (topic === "queue" && queue !== undefined)
      return [
        { key: queryKeys.queues(), exact: true },
        { key: queryKeys.allCases(queue), exact: false },
      ];
    // The explanation of a score follows from the text alone, which does not change.
    // What one has on hold may be taken over, too.
    if (topic === "claim_lost" && caseNumber !== undefined)
      return [
        { key: queryKeys.case(caseNumber), exact: true },
        { key: queryKeys.holds(), exact: true },
      ];
    if (topic === "case" && caseNumber !== undefined)
      return [{ key: queryKeys.case(caseNumber), exact: true }];
    if (topic === "area" && area !== undefined) return [{ key: queryKeys.area(area), exact: false }];
    return [];
  });
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}
