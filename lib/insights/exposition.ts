/** One metric family in the Prometheus text format 0.0.4. */
export interface Family {
  name: string;
  help: string;
  type: "gauge" | "counter" | "summary";
  samples: { labels?: Record<string, string>; suffix?: "_sum" | "_count"; value: number }[];
}

/** What a scraper expects to be told. */
export const EXPOSITION_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** The families as Prometheus reads them (prometheus.io/docs, Exposition formats). */
export function exposition(families: readonly Family[]): string {
  return families
    .flatMap(({ name, help, type, samples }) => [
      `# HELP ${name} ${help.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}`,
      `# TYPE ${name} ${type}`,
      ...samples.map(
        ({ labels = {}, suffix = "", value }) => `${name}${suffix}${labelText(labels)} ${value}`,
      ),
    ])
    .join("\n")
    .concat("\n");
}

function labelText(labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([key, value]) => {
    const escaped = value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
    return `${key}="${escaped}"`;
  });
  return pairs.length > 0 ? `{${pairs.join(",")}}` : "";
}
