/** Hands entrusted letters to the carrier and reads what it says. A folder that is away must not stop mail. */
import { errorFacts, logger } from "@/config/logger";
import { metrics } from "@/config/metrics";
import { clock } from "@/context/clock";
import { postPorts } from "@/context/post";
import { dueCompanies } from "@/usecases/dunning/dueCompanies";
import { handOverLetters } from "@/usecases/dunning/handOverLetters";
import { takePostalReports } from "@/usecases/dunning/takePostalReports";
import { noteFailure } from "../apart";
import { goRound } from "./rounds";

export async function sweepPost(signal: AbortSignal): Promise<void> {
  const ports = postPorts();
  if (ports.carrier.kind === "manual") return;
  try {
    const { taken, rejected, failed } = await takePostalReports(ports);
    metrics.postalFiles.inc({ outcome: "taken" }, taken);
    metrics.postalFiles.inc({ outcome: "rejected" }, rejected.length);
    // The name and the reason only: what the file says of people stays in the folder.
    for (const { name } of rejected) logger().warn({ file: name }, "status file of the carrier rejected");
    for (const { error } of failed) noteFailure("reports of the carrier", error);
    await goRound(
      "handing letters over",
      dueCompanies(clock).entrustedLetters,
      async (companyId) => {
        const { count, failed } = await handOverLetters(companyId, ports);
        for (const { error } of failed) noteFailure("drawing of an envelope", error, companyId);
        return count > 0;
      },
      signal,
    );
  } catch (error) {
    metrics.postalFiles.inc({ outcome: "failed" });
    logger().error(errorFacts(error), "carrier out of reach");
  }
}
