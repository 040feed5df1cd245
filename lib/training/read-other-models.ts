import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { env } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { type Card, type Label, listOtherModels } from "#lib/scoring/index.ts";

export interface OtherModelLine {
  name: string;
  version: string;
  /** Whether the operator brought it; else it came with Docket. */
  brought: boolean;
  heads: {
    label: Label;
    /** The model's own name for it. */
    own: string | null;
    auc: number | null;
    interval: [number, number] | null;
  }[];
}

/** The models beside the text model, as they lie in the folder now. @throws DomainError forbidden */
export async function readOtherModels(viewer: Viewer): Promise<OtherModelLine[]> {
  assertCan(viewer, "models:read");
  return (await listOtherModels(env().MODELS_DIR)).map(({ ref, card }) => ({
    ...ref,
    brought: card.registered !== undefined,
    heads: card.heads.map(({ label }) => {
      const metric = card.metrics.find((one) => one.label === label);
      return {
        label,
        own: card.registered?.labels[label] ?? null,
        auc: metric?.auc ?? null,
        interval: metric?.aucInterval ?? null,
      };
    }),
  }));
}

/** The card of one of them. @throws DomainError forbidden, not_found */
export async function readOtherModel(viewer: Viewer, name: string): Promise<Card> {
  assertCan(viewer, "models:read");
  const found = (await listOtherModels(env().MODELS_DIR)).find(({ ref }) => ref.name === name);
  if (!found) throw new DomainError("not_found", "There is no such model.");
  return found.card;
}
