import { openApiDocument } from "#app/api/v1/openapi.ts";
import { openRoute } from "#lib/http/index.ts";

export const GET = openRoute("The API's description holds no data.", async () => openApiDocument());
