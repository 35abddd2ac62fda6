/** The official rates the programs compute with. */
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import type { LegalRates } from "@/domain/legal/rateTables";

export const rates: LegalRates = PUBLISHED_RATES;
