import type { CaseView } from "#lib/review/schema.ts";

/** What every panel of the desk is given. Each is loaded when it is first opened. */
export type PanelProps = {
  view: CaseView;
  /** The veil over the item is off; what stands around it is seldom milder. */
  shown: boolean;
  close: () => void;
};
