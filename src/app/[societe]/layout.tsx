import type { ReactNode } from "react";
import { companiesOf, firmsOf } from "@/auth/companyAccess";
import { ROLE_NAMES } from "@/auth/permissions";
import { clock, isDemonstration } from "@/context/clock";
import { Shell } from "@/ui/layout/Shell";
import { readCompanyNotice } from "@/usecases/reporting/readCompanyNotice";
import { ChainBar } from "../_chain/ChainBar";
import { enterCompany } from "../_server/company";
import { CompanyNotice } from "./CompanyNotice";
import { DemoNotice } from "./DemoNotice";
import { UnconfirmedNotice } from "./UnconfirmedNotice";

type Params = Promise<{ societe: string }>;

export default async function CompanyLayout({ params, children }: { params: Params; children: ReactNode }) {
  const { societe } = await params;
  const { user, access, ctx } = await enterCompany(societe);
  const [companies, firms, notice, isDemo] = await Promise.all([
    companiesOf(user.userId, clock.now()),
    firmsOf(user.userId),
    readCompanyNotice(ctx),
    isDemonstration(),
  ]);
  const home = `/${access.slug}`;
  const choices = [
    ...companies.map((company) => ({
      href: `/${company.slug}`,
      name: company.name,
      note: company.firmId ? "Sous mandat" : ROLE_NAMES[company.role],
    })),
    ...firms.map((firm) => ({ href: `/cabinet/${firm.slug}`, name: firm.name, note: "Cabinet" })),
  ];
  return (
    <Shell
      homeHref={home}
      company={{
        name: access.name,
        note: access.firmId ? "Sous mandat" : "Société",
        choices,
        allHref: "/societes?vue=toutes",
      }}
      searchHref={`${home}/recherche`}
      items={[
        {
          href: home,
          label: "Aujourd’hui",
          icon: "list",
          phone: "bar",
          match: "exact",
          ...(notice.decisionCount > 0 && { count: { value: notice.decisionCount, unit: "à traiter" } }),
        },
        { href: `${home}/factures`, label: "Factures", icon: "invoice", phone: "bar" },
        { href: `${home}/clients`, label: "Clients", icon: "people" },
        { href: `${home}/courriers`, label: "Courriers", icon: "envelope" },
        { href: `${home}/encaissements`, label: "Encaissements", icon: "receive", phone: "bar" },
        {
          href: `${home}/tableau-de-bord`,
          label: "Tableau de bord",
          phoneLabel: "Tableau",
          icon: "chart",
          phone: "bar",
        },
        { href: `${home}/scenarios`, label: "Scénarios", icon: "scenario" },
      ]}
      footItems={[
        { href: `${home}/importer`, label: "Importer", icon: "upload" },
        { href: `${home}/reglages`, label: "Réglages", icon: "settings" },
        { href: "/compte", label: user.name, icon: "account" },
      ]}
      notice={
        <>
          <ChainBar />
          {isDemo && <DemoNotice slug={access.slug} email={user.email} />}
          {!notice.isConfirmed && <UnconfirmedNotice isOwner={access.role === "OWNER"} />}
          <CompanyNotice slug={access.slug} notice={notice} mayConfigure={access.role !== "VIEWER"} />
        </>
      }
    >
      {children}
    </Shell>
  );
}
