import { formatHalfYear } from "@/domain/legal/halfYear";
import { RATE_NAMES } from "@/domain/legal/rateVersions";
import { formatRateBps, NBSP } from "@/domain/money";
import { BriefRow } from "@/ui/lists/BriefRow";
import { Rows } from "@/ui/lists/Rows";
import { DateText } from "@/ui/text/DateText";
import { Sentence } from "@/ui/text/Sentence";
import type { RateEntry } from "@/usecases/legal/readRates";

/** What was entered since this version, newest first; what was replaced stays readable. */
export function RateEntries({ entries }: { entries: readonly RateEntry[] }) {
  return (
    <Rows label="Entrées, les plus récentes d’abord">
      {entries.map((entry, index) => (
        <BriefRow
          // Entries never change order.
          key={index}
          title={
            <>
              {RATE_NAMES[entry.kind]}, {formatHalfYear(entry.halfYear)}
              {!entry.isInForce && <span className="muted"> (remplacée)</span>}
            </>
          }
          end={entry.isInForce ? formatRateBps(entry.rateBps) : <s>{formatRateBps(entry.rateBps)}</s>}
        >
          <Sentence>{entry.source}</Sentence>,{" "}
          {entry.confidence === "sure" ? "valeur sûre" : "valeur probable"}
          {NBSP}; inscrite le <DateText on={entry.recordedOn} /> par {entry.recordedBy}
        </BriefRow>
      ))}
    </Rows>
  );
}
