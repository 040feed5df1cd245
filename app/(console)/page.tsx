import { redirect } from "next/navigation";
import { homeFor } from "#components/shell/nav.ts";
import { pageViewer } from "./viewer.ts";

export default async function Home() {
  redirect(homeFor((await pageViewer()).permissions));
}
