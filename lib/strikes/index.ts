export { listLadders, saveLadder } from "./manage-ladders.ts";
export { listStrikes, recommendFor } from "./read-strikes.ts";
export { type GivenStrike, giveStrikes, type NewStrike, takeStrikesBack } from "./record-strikes.ts";
