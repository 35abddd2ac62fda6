import { TEXT_LANGUAGES } from "@/domain/dunning/readyTexts";
import type { ScenarioQuery } from "@/usecases/dunning/readScenario";
import { param } from "../../../_server/paths";

/** The step and the invoice an address asks for: unknown ones fall back to the first. */
export function scenarioQuery(
  params: Readonly<Record<string, string | string[] | undefined>>,
): ScenarioQuery {
  const offset = param(params, "etape");
  return {
    offsetDays: /^-?\d{1,4}$/.test(offset) ? Number(offset) : null,
    invoiceId: param(params, "facture"),
    language: TEXT_LANGUAGES.find((language) => language === param(params, "langue")) ?? null,
    wantsCurrent: param(params, "version") === "en-service",
  };
}
