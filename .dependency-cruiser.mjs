// Who may import whom (README, How it is built). `npm run imports` checks it; a test proves that a breach fails.
const PURE =
  "^lib/[^/]+/(schema|thread-schema|alike-schema|alike-outcome|audience|message|actions|measures|note|ladder|dsa|condition|rule|facts|thresholds|check-rule|policy-content|permissions|labels|priority|order|queue-schema|case-filter|case-filter-schema|skills|queue-settings|view-schema|normalise-text|text-features|token-features|split-tokens|spell-skeleton|wilson|intervals|seeded-random|text-inputs|runnable-model|explain-words|read-onnx-weights|preview-schema|pdq|resize-picture|image-signals|card-figures|behaviour-features|signal-marks|reasons|look)\\.ts$";

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-circular",
      severity: "error",
      from: {},
      to: { circular: true, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "lib-through-its-door",
      comment: "A domain of lib is entered through index.ts, or through its pure files.",
      severity: "error",
      from: { path: "^(app|components|workers|lib/([^/]+))/" },
      to: {
        path: "^lib/([^/]+)/[^/]+\\.ts$",
        pathNot: [
          "^lib/$2/",
          "^lib/[^/]+/(index|viewer|next-auth-options|seed-.+)\\.ts$",
          PURE,
          "^lib/scoring/(model-registry|model-in-force|read-preview)\\.ts$",
          "^lib/db/readiness\\.ts$",
          "^lib/auth/rate-limit\\.ts$",
          // Below lib/review, which draws with it; the rest of lib/quality stands above.
          "^lib/quality/draw-looks\\.ts$",
        ],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "components-are-for-the-browser",
      comment: "Components take types and pure functions of lib, nothing that stores or serves.",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^(lib/|app/|workers/|prisma/)", pathNot: [PURE], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "lib-looks-down-only",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^(app|components|workers|scripts)/" },
    },
    {
      name: "workers-and-routes-call-lib",
      severity: "error",
      from: { path: "^workers/" },
      to: { path: "^(app|components)/" },
    },
    {
      name: "one-constructor-of-the-prisma-client",
      severity: "error",
      from: { pathNot: "^lib/db/" },
      to: { path: "^(lib/db/generated|node_modules/@prisma/(client|adapter-pg))" },
    },
    {
      name: "pure-files-stay-pure",
      comment: "What the browser shares imports no storage and no Node built-in.",
      severity: "error",
      from: { path: PURE },
      to: {
        path: "^(lib/db/|node_modules/(pg|pg-boss|onnxruntime-node|next)/)",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "pure-files-have-no-node",
      severity: "error",
      from: { path: PURE },
      to: { dependencyTypes: ["core"] },
    },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true, pathNot: "^\\.next" } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(\\.test\\.tsx?$|lib/db/generated/internal)" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".css"],
    },
  },
};
