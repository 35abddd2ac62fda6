/**
 * The rates known when this version was made. They seed the tables of the database, where an
 * administrator adds each new half-year.
 */

import type { HalfYear } from "./halfYear";
import type { Confidence, EcbRefinancingRate, LegalInterestRate, LegalRates } from "./rateTables";

/** Half-year, rate in basis points, date of the ECB decision or note on it, confidence. */
type EcbRow = readonly [HalfYear, number, string, Confidence?];

// ECB main refinancing operations, rate in force on 1 January and 1 July.
const ECB_ROWS: readonly EcbRow[] = [
  ["2015-S1", 5, "0,05\u00a0% depuis le 10/09/2014"],
  ["2015-S2", 5, "0,05\u00a0% depuis le 10/09/2014"],
  ["2016-S1", 5, "0,05\u00a0% depuis le 10/09/2014"],
  ["2016-S2", 0, "0,00\u00a0% depuis mars 2016"],
  ["2017-S1", 0, "0,00\u00a0% depuis mars 2016"],
  ["2017-S2", 0, "0,00\u00a0% depuis mars 2016"],
  ["2018-S1", 0, "0,00\u00a0% depuis mars 2016"],
  ["2018-S2", 0, "0,00\u00a0% depuis mars 2016"],
  ["2019-S1", 0, "0,00\u00a0% depuis mars 2016"],
  ["2019-S2", 0, "0,00\u00a0% depuis mars 2016"],
  ["2020-S1", 0, "0,00\u00a0% depuis mars 2016"],
  ["2020-S2", 0, "0,00\u00a0% depuis mars 2016"],
  ["2021-S1", 0, "0,00\u00a0% depuis mars 2016"],
  ["2021-S2", 0, "0,00\u00a0% depuis mars 2016"],
  ["2022-S1", 0, "0,00\u00a0% depuis mars 2016"],
  ["2022-S2", 0, "0,00\u00a0%, hausse à 0,50\u00a0% seulement le 27/07/2022"],
  ["2023-S1", 250, "2,50\u00a0% depuis le 21/12/2022"],
  ["2023-S2", 400, "4,00\u00a0% depuis le 21/06/2023"],
  ["2024-S1", 450, "4,50\u00a0% depuis le 20/09/2023"],
  ["2024-S2", 425, "4,25\u00a0% depuis le 12/06/2024"],
  ["2025-S1", 315, "3,15\u00a0% depuis le 18/12/2024"],
  ["2025-S2", 215, "2,15\u00a0% depuis le 11/06/2025"],
  ["2026-S1", 215, "2,15\u00a0% maintenu par la décision du 05/02/2026"],
  ["2026-S2", 240, "recoupement de tables publiques, à vérifier sur ecb.europa.eu", "likely"],
];

/** Half-year, « particuliers » and « autres cas » in basis points, arrêté or note, confidence. */
type LegalRow = readonly [HalfYear, number, number, string, Confidence?];

const LEGAL_ROWS: readonly LegalRow[] = [
  ["2015-S1", 406, 93, "arrêté du 23/12/2014"],
  ["2015-S2", 429, 99, "arrêté du 24/06/2015"],
  ["2016-S1", 454, 101, "arrêté du 23/12/2015 (JO 27/12/2015)"],
  ["2016-S2", 435, 93, "arrêté du 24/06/2016"],
  ["2017-S1", 416, 90, "arrêté du 29/12/2016"],
  ["2017-S2", 394, 90, "arrêté du 26/06/2017 (JO 30/06/2017)"],
  ["2018-S1", 373, 89, "arrêté du 28/12/2017"],
  ["2018-S2", 360, 88, "arrêté du 27/06/2018 (JO 28/06/2018)"],
  ["2019-S1", 340, 86, "arrêté du 21/12/2018"],
  ["2019-S2", 326, 87, "arrêté du 26/06/2019"],
  ["2020-S1", 315, 87, "arrêté du 23/12/2019"],
  ["2020-S2", 311, 84, "arrêté du 15/06/2020"],
  ["2021-S1", 314, 79, "arrêté du 21/12/2020"],
  ["2021-S2", 312, 76, "arrêté du 16/06/2021"],
  ["2022-S1", 313, 76, "arrêté du 26/12/2021, date à vérifier"],
  ["2022-S2", 315, 77, "arrêté à rechercher"],
  ["2023-S1", 447, 206, "arrêté du 26/12/2022"],
  ["2023-S2", 682, 422, "arrêté du 27/06/2023 ECOT2317028A (JO 30/06/2023)"],
  ["2024-S1", 801, 507, "arrêté à rechercher"],
  ["2024-S2", 816, 492, "arrêté du 26/06/2024"],
  ["2025-S1", 721, 371, "arrêté du 17/12/2024"],
  ["2025-S2", 665, 276, "arrêté du 19/06/2025 ECOT2516925A (JO 24/06/2025)"],
  ["2026-S1", 667, 262, "arrêté du 15/12/2025 (JO 26/12/2025)"],
  [
    "2026-S2",
    684,
    275,
    "recoupement de tables publiques, arrêté à vérifier sur legifrance.gouv.fr",
    "likely",
  ],
];

const ecbRefinancing: readonly EcbRefinancingRate[] = ECB_ROWS.map(
  ([halfYear, rateBps, note, confidence = "sure"]) => ({
    halfYear,
    rateBps,
    confidence,
    source: `BCE, opérations principales de refinancement\u00a0: ${note}`,
  }),
);

const legalInterest: readonly LegalInterestRate[] = LEGAL_ROWS.map(
  ([halfYear, individualBps, otherCasesBps, note, confidence = "sure"]) => ({
    halfYear,
    individualBps,
    otherCasesBps,
    confidence,
    source: `Taux de l’intérêt légal\u00a0: ${note}`,
  }),
);

/** Rates from 2015 to the second half of 2026. */
export const PUBLISHED_RATES: LegalRates = { ecbRefinancing, legalInterest };
