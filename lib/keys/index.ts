export { myKeys, saveKeys } from "./my-keys.ts";
