import { expect, test } from "vitest";
import { exposition } from "./exposition.ts";

test("families read as the Prometheus text format asks, with labels escaped", () => {
  const text = exposition([
    { name: "docket_up", help: "Whether it runs", type: "gauge", samples: [{ value: 1 }] },
    {
      name: "docket_seconds",
      help: "Two\nlines",
      type: "summary",
      samples: [
        { labels: { quantile: "0.5", name: 'a "b" \\ c' }, value: 0.25 },
        { suffix: "_count", value: 3 },
      ],
    },
  ]);
  expect(text).toBe(
    [
      "# HELP docket_up Whether it runs",
      "# TYPE docket_up gauge",
      "docket_up 1",
      "# HELP docket_seconds Two\\nlines",
      "# TYPE docket_seconds summary",
      'docket_seconds{quantile="0.5",name="a \\"b\\" \\\\ c"} 0.25',
      "docket_seconds_count 3",
      "",
    ].join("\n"),
  );
});
