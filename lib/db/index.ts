export { Prisma } from "./generated/client.ts";
export { type Database, db, inTransaction, openDatabase, type Tx } from "./prisma-client.ts";
