import type { ScenarioQuery, ScenarioView } from "@/usecases/dunning/readScenario";

/** What the parts of a scenario's page share. */
export interface ScenarioPageContext {
  slug: string;
  /** Address of the company's home, of the list, of this page. */
  home: string;
  base: string;
  here: string;
  query: ScenarioQuery;
  scenario: ScenarioView;
  mayConfigure: boolean;
  /** Address of the person who looks, for a test message. */
  email: string;
}
