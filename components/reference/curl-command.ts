interface Call {
  origin: string;
  method: string;
  path: string;
  body?: unknown;
}

/** A call as one types it into a shell; the key comes from the environment, not from the history. */
export function curlCommand({ origin, method, path, body }: Call): string {
  const address = `"${origin}${path}"`;
  const lines = [
    method === "GET" ? `curl ${address}` : `curl -X ${method} ${address}`,
    `  -H "Authorization: Bearer $DOCKET_API_KEY"`,
  ];
  if (body !== undefined)
    lines.push(
      `  -H "Content-Type: application/json"`,
      `  -d '${JSON.stringify(body, null, 2).replaceAll("'", "'\\''")}'`,
    );
  return lines.join(" \\\n");
}
