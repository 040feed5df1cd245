export { type GivenStrike, giveStrikes, type NewStrike, takeStrikesBack } from "./record-strikes.ts";
