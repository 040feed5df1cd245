export type Theme = "system" | "light" | "dark";

/** The theme a cookie names; the system's for anything else. */
export function themeFrom(cookie: string | undefined): Theme {
  return cookie === "light" || cookie === "dark" ? cookie : "system";
}
