import { existsSync, readdirSync } from "node:fs";

/** What runs a model in Node, the best first. */
export const PROVIDERS = ["cuda", "webgpu", "cpu"] as const;
export type Provider = (typeof PROVIDERS)[number];

/** Device files of a graphics processor on Linux: NVIDIA's driver, WSL's, and the kernel's render nodes. */
const DEVICE_FILES = ["/dev/nvidia0", "/dev/dxg"];
const RENDER_NODES = "/dev/dri";

/** Whether this machine has a graphics processor; a software adapter is slower than the processor it runs on. */
function hasGraphicsProcessor(): boolean {
  if (DEVICE_FILES.some((file) => existsSync(file))) return true;
  return existsSync(RENDER_NODES) && readdirSync(RENDER_NODES).some((name) => name.startsWith("renderD"));
}

/**
 * The providers to try, in order: those asked for, or by what the machine has; the CPU is always the last resort.
 * @param bundled those that the installed runtime knows
 */
export function chooseProviders(
  asked: readonly Provider[] | undefined,
  bundled: ReadonlySet<string>,
  hasDevice: () => boolean = hasGraphicsProcessor,
): Provider[] {
  const wanted = asked ?? PROVIDERS.filter((provider) => provider !== "webgpu" || hasDevice());
  const usable = wanted.filter((provider) => provider !== "cpu" && bundled.has(provider));
  return [...usable, "cpu"];
}
