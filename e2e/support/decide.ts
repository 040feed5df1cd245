import type { CaseView, DecisionRequest } from "#lib/review/schema.ts";
import { ConsoleSession } from "../bench/console-session.ts";
import { caseNumberOf, type DemoRole, demo } from "./people.ts";

/** Signs in without a page, as a person who decides beside the one a story is about. */
export async function sessionOf(
  baseURL: string | undefined,
  role: DemoRole,
  nth = 0,
): Promise<ConsoleSession> {
  const person = demo().people.filter((one) => one.role === role)[nth];
  return ConsoleSession.signIn(baseURL ?? "", person?.email ?? "", person?.password ?? "");
}

/** Claims the case that an item waits in, over anybody who holds it, and decides it. */
export async function decideItem(
  session: ConsoleSession,
  externalId: string,
  decision: Omit<DecisionRequest, "version">,
): Promise<void> {
  const number = await caseNumberOf(externalId);
  const path = `/api/console/cases/${number}`;
  const { version } = (await (await session.fetch(path)).json()) as CaseView;
  const held = await session.post<CaseView>(`${path}/claim`, { version });
  await session.post(`${path}/decision`, { ...decision, version: held.version });
}
