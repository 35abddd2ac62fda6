/** The official rates entered by the people who run this server: the same for every company. */
import { invariant } from "@/domain/invariant";
import { isHalfYear } from "@/domain/legal/halfYear";
import type { RateVersion } from "@/domain/legal/rateVersions";
import { asNobody } from "../inCompany";
import { newId } from "../values";

/** An entry, with who made it. */
export interface StoredRate extends RateVersion {
  readonly recordedAt: Date;
  readonly recordedBy: string;
}

/** More entries than a century of half-years, each corrected several times. */
const MAX_ENTRIES = 2_000;

/** Every entry, oldest first. */
export async function readRateVersions(): Promise<StoredRate[]> {
  const rows = await asNobody((tx) =>
    tx.rateVersion.findMany({ orderBy: [{ recordedAt: "asc" }, { id: "asc" }], take: MAX_ENTRIES }),
  );
  return rows.map((row) => {
    const { kind, halfYear, rateBps, individualBps, source, recordedAt, recordedBy } = row;
    invariant(isHalfYear(halfYear), "a stored rate names a half-year");
    const confidence = row.confidence === "SURE" ? ("sure" as const) : ("likely" as const);
    return { kind, halfYear, rateBps, individualBps, confidence, source, recordedAt, recordedBy };
  });
}

/** Adds one entry. Nothing rewrites it: a correction is another one. */
export async function addRateVersion(
  version: RateVersion,
  who: { userId: string; name: string; at: Date },
): Promise<void> {
  const { kind, halfYear, rateBps, individualBps, source } = version;
  await asNobody((tx) =>
    tx.rateVersion.create({
      data: {
        id: newId(),
        kind,
        halfYear,
        rateBps,
        individualBps,
        source,
        confidence: version.confidence === "sure" ? "SURE" : "LIKELY",
        recordedAt: who.at,
        recordedById: who.userId,
        recordedBy: who.name,
      },
    }),
  );
}
