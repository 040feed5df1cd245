export { listAccountItems, readAccount } from "./read-account.ts";
export { readContext } from "./read-context.ts";
export { addNote, pinNote } from "./write-note.ts";
