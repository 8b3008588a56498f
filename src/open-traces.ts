import type { Config } from "./config.ts";
import type { Closer } from "./open-together.ts";

/** Inside `openTogether`, before what is to be traced: sends traces where the environment names a collector, else loads nothing. */
export async function openTraces(
  { traces }: Pick<Config, "traces">,
  service: "server" | "worker",
  onClose: (closer: Closer) => void,
): Promise<void> {
  if (!traces) return;
  const { startTraces } = await import("./traces/otel.ts");
  onClose(startTraces(service));
}
