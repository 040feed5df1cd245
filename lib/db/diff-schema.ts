import { readFile } from "node:fs/promises";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import pg from "pg";

/**
 * The SQL that would bring a live database to prisma/schema.prisma, by Prisma's own schema engine
 * (its WebAssembly build: the native one would have to be downloaded). Empty when the two agree.
 */
export async function diffSchema(databaseUrl: string): Promise<string> {
  // Loaded here: only developers and one test need its four megabytes.
  const { SchemaEngine } = await import("@prisma/schema-engine-wasm");
  // The engine reports its panics through this global.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) },
  });
  const file = path.resolve("prisma/schema.prisma");
  const files = [{ path: file, content: await readFile(file, "utf8") }];
  const pool = new CataloguePool({ connectionString: databaseUrl });
  // A server that stops before the pool does is no failure of the comparison.
  pool.on("error", () => undefined);
  const factory = bindMigrationAwareSqlAdapterFactory(catalogueAdapter(pool));
  const engine = await SchemaEngine.new(
    { datamodels: files.map((f) => [f.path, f.content]) },
    () => undefined,
    factory,
  );
  try {
    const result = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: path.dirname(file) },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: { externalTables: ["public._prisma_migrations"], externalEnums: [] },
    });
    const sql = result.stdout?.trim() ?? "";
    return sql.startsWith("-- This is an empty migration") ? "" : sql;
  } finally {
    await pool.end();
  }
}

// The catalogue has columns of PostgreSQL's internal type "char". The adapter does not know that
// type and would throw, so it is shown as an array of them, and turned back behind the adapter.
const CHAR_OID = 18;
const CHAR_ARRAY_OID = 1002;

class CataloguePool extends pg.Pool {
  // biome-ignore lint/suspicious/noExplicitAny: pg's query has a dozen overloads; all are passed through
  override async query(...args: any[]): Promise<any> {
    // biome-ignore lint/suspicious/noExplicitAny: as above
    const result = await (super.query as any)(...args);
    for (const field of result?.fields ?? [])
      if (field.dataTypeID === CHAR_OID) field.dataTypeID = CHAR_ARRAY_OID;
    return result;
  }
}

function catalogueAdapter(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  return Object.assign(factory, {
    async connect(): ReturnType<typeof connect> {
      const adapter = await connect();
      const queryRaw: SqlDriverAdapter["queryRaw"] = adapter.queryRaw.bind(adapter);
      adapter.queryRaw = async (query) => {
        const result = await queryRaw(query);
        const columnTypes = result.columnTypes.map((type) =>
          type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type,
        );
        return { ...result, columnTypes };
      };
      return adapter;
    },
  });
}
