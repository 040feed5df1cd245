import type { CaseView } from "#lib/review/schema.ts";

/** What every panel of the desk is given. Each is loaded when it is first opened. */
export type PanelProps = {
  view: CaseView;
  /** The veil over the item is off; what stands around it is seldom milder. */
  shown: boolean;
  /** Takes the veil off, for as long as the case is here; counted. */
  show: () => void;
  close: () => void;
};
