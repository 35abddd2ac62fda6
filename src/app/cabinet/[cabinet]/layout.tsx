import type { ReactNode } from "react";
import { companiesOf, firmsOf } from "@/auth/companyAccess";
import { clock } from "@/context/clock";
import { Shell } from "@/ui/layout/Shell";
import { countFirmDecisions } from "@/usecases/reporting/readFirmWorklist";
import { enterFirm } from "../../_server/firm";

type Params = Promise<{ cabinet: string }>;

export default async function FirmLayout({ params, children }: { params: Params; children: ReactNode }) {
  const { cabinet } = await params;
  const { user, firm, mandates } = await enterFirm(cabinet);
  const open = await mandates();
  const [companies, firms, toDo] = await Promise.all([
    companiesOf(user.userId, clock.now()),
    firmsOf(user.userId),
    countFirmDecisions(
      open.map(({ companyId }) => companyId),
      clock.now(),
    ),
  ]);
  const home = `/cabinet/${firm.slug}`;
  const count = open.length;
  return (
    <Shell
      homeHref={home}
      company={{
        name: firm.name,
        note: `Cabinet, ${count}\u00a0société${count > 1 ? "s" : ""}`,
        choices: [
          ...firms.map(({ slug, name }) => ({ href: `/cabinet/${slug}`, name, note: "Cabinet" })),
          ...companies.slice(0, MENU_COMPANIES).map(({ slug, name, firmId }) => ({
            href: `/${slug}`,
            name,
            note: firmId ? "Sous mandat" : "Société",
          })),
        ],
        allHref: "/societes?vue=toutes",
      }}
      items={[
        { href: home, label: "Sociétés", icon: "building", phone: "bar", match: "exact" },
        {
          href: `${home}/a-faire`,
          label: "À faire",
          icon: "list",
          phone: "bar",
          ...(toDo > 0 && { count: { value: toDo, unit: "à traiter" } }),
        },
        { href: `${home}/mandats`, label: "Mandats", icon: "document", phone: "bar" },
      ]}
      footItems={[
        { href: `${home}/reglages`, label: "Réglages", icon: "settings" },
        { href: "/compte", label: user.name, icon: "account" },
      ]}
    >
      {children}
    </Shell>
  );
}

/** More would not fit a menu: the list of companies is one touch away. */
const MENU_COMPANIES = 12;
