import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { companiesOf, firmsOf } from "@/auth/companyAccess";
import { ROLE_NAMES } from "@/auth/permissions";
import { clock } from "@/context/clock";
import { comparisonKey } from "@/domain/parties/asciiText";
import { FIRM_ROLE_NAMES } from "@/domain/parties/membership";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { FilterBar } from "@/ui/controls/FilterBar";
import { SearchInput } from "@/ui/controls/SearchInput";
import { AccountShell } from "@/ui/layout/AccountShell";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { EmptyState } from "@/ui/messages/EmptyState";
import { requireUser } from "../_server/company";
import { FlashLine } from "../_server/FlashLine";
import { type Done, flashOf, withFlash } from "../_server/flash";
import { param } from "../_server/paths";

export const metadata: Metadata = { title: "Vos sociétés" };

type Search = Promise<Record<string, string | string[] | undefined>>;

/** More companies than this are searched. */
const FEW = 12;

export default async function CompaniesPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const user = await requireUser("/societes");
  const [companies, firms] = await Promise.all([companiesOf(user.userId, clock.now()), firmsOf(user.userId)]);
  // One place only: straight in, unless the list was asked for.
  if (param(search, "vue") === "") {
    const places = [
      ...companies
        .filter((company) => !firms.some((firm) => firm.firmId === company.firmId))
        .map(({ slug }) => `/${slug}`),
      ...firms.map(({ slug }) => `/cabinet/${slug}`),
    ];
    const [only] = places;
    if (only === undefined) redirect(carrying("/bienvenue", search));
    if (places.length === 1) redirect(carrying(only, search));
  }
  const wanted = param(search, "q");
  const key = comparisonKey(wanted);
  const shown = companies.filter(({ name }) => comparisonKey(name).includes(key));
  return (
    <AccountShell name={user.name} notice={<FlashLine params={search} />}>
      <PageHead
        title="Vos sociétés"
        actions={
          <ButtonLink href="/bienvenue" icon="add">
            Ajouter une société
          </ButtonLink>
        }
      >
        Choisissez pour qui vous travaillez. Vous pourrez changer à tout moment, en haut de la navigation.
      </PageHead>
      {firms.length > 0 && (
        <Section title="Cabinets">
          <Rows label="Cabinets">
            {firms.map((firm) => (
              <Row key={firm.firmId} icon="people" title={firm.name} href={`/cabinet/${firm.slug}`}>
                {FIRM_ROLE_NAMES[firm.role]}
              </Row>
            ))}
          </Rows>
        </Section>
      )}
      <Section title="Sociétés" count={companies.length}>
        {companies.length > FEW && (
          <FilterBar label="Chercher une société" action="/societes" kept={{ vue: "toutes" }}>
            <SearchInput label="Chercher une société" placeholder="Nom de la société" defaultValue={wanted} />
          </FilterBar>
        )}
        {shown.length === 0 ? (
          <EmptyState
            icon="building"
            title={companies.length === 0 ? "Aucune société" : "Aucune société ne correspond"}
          >
            {companies.length === 0
              ? "Ajoutez la vôtre, ou demandez une invitation à la personne qui la tient."
              : "Vérifiez l’orthographe, ou effacez la recherche."}
          </EmptyState>
        ) : (
          <Rows label="Sociétés">
            {shown.map((company) => (
              <Row key={company.companyId} icon="building" title={company.name} href={`/${company.slug}`}>
                {ROLE_NAMES[company.role]}
              </Row>
            ))}
          </Rows>
        )}
      </Section>
      {firms.length === 0 && (
        <Section title="Vous travaillez pour plusieurs clients ?">
          <Stack>
            <p className="muted">
              Un cabinet suit toutes ses sociétés dans une seule liste, chacune sous un mandat.
            </p>
            <p>
              <ButtonLink href="/cabinet/nouveau" icon="people">
                Ouvrir un cabinet
              </ButtonLink>
            </p>
          </Stack>
        </Section>
      )}
    </AccountShell>
  );
}

/** Keeps the sentence of the last gesture on the way. */
function carrying(path: string, search: Record<string, string | string[] | undefined>): string {
  return flashOf(search)?.tone === "positive"
    ? withFlash(path, { fait: param(search, "fait") as Done })
    : path;
}
