import { isLocalDate, type LocalDate } from "@/domain/calendar";
import { formatDate } from "@/domain/dateText";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Banner } from "@/ui/messages/Banner";
import type { ImportPage } from "@/usecases/invoicing/readImport";
import { invoicesIn, linesIn } from "./words";

type Read = Extract<NonNullable<ImportPage["preview"]>, { kind: "READ" }>;
type Csv = Read["csv"];

/** Of a workbook whose other sheets look like invoices too, one is read. */
export function OtherSheets({ sheet }: { sheet: Csv["sheet"] }) {
  if (!sheet || sheet.others.length === 0) return null;
  const others = sheet.others.map((name) => `« ${name} »`).join(", ");
  const alike = sheet.others.length > 1 ? "ressemblent aussi à des listes" : "ressemble aussi à une liste";
  return (
    <Banner>
      {typeset(
        `Seule la feuille « ${sheet.name} » est lue. ${others} ${alike} de factures : pour l’importer aussi, déposez un classeur qui commence par elle.`,
      )}
    </Banner>
  );
}

/** Nobody sees the rows that a filter hides: perhaps those that are paid. */
export function HiddenRows({ sheet }: { sheet: Csv["sheet"] }) {
  const count = sheet?.hiddenCount ?? 0;
  if (count === 0) return null;
  const read = count > 1 ? "masquées dans ce classeur sont lues" : "masquée dans ce classeur est lue";
  return (
    <Banner tone="caution">
      {typeset(
        `${linesIn(count)} ${read} comme les autres. Pour n’importer que ce que vous voyez, copiez les lignes visibles dans un nouveau classeur, puis déposez-le.`,
      )}
    </Banner>
  );
}

interface FecFactsProps {
  csv: Csv;
  /** Invoices here, still reminded, that the accounts may settle. */
  doubtfulIds?: readonly string[] | undefined;
  /** Address of the company, and of this page. */
  home: string;
  here: string;
}

/** What is taken of a FEC, and what it cannot know: nobody who paid since should be reminded. */
export function FecFacts({ csv: { fec, noticeCounts }, doubtfulIds = [], home, here: back }: FecFactsProps) {
  if (!fec) return null;
  const [from, to] = [dayOf(fec.firstDay), dayOf(fec.lastDay)];
  const period = from && to ? ` du ${formatDate(from)} au ${formatDate(to)}` : "";
  const settled =
    fec.settledCount > 1 ? "déjà réglées ne sont pas importées" : "déjà réglée n’est pas importée";
  const held = noticeCounts.UNMATCHED_CREDIT ?? 0;
  const here = noticeCounts.KNOWN_DOUBT ?? 0;
  const sentences = [
    `Écritures${period} : les factures non lettrées sont à importer.`,
    ...(fec.settledCount > 0 ? [`${invoicesIn(fec.settledCount)} ${settled}.`] : []),
    ...(fec.letteredCount === 0
      ? ["Aucun compte client n’est lettré : rien ne dit quelles factures sont réglées."]
      : []),
    ...(held > 0
      ? [
          `${invoicesIn(held)} ${held > 1 ? "arrivent suspendues" : "arrive suspendue"} : un règlement ou un avoir ${held > 1 ? "les" : "la"} concerne peut-être, voyez les remarques.`,
        ]
      : []),
    ...(here > 0
      ? [
          `${invoicesIn(here)} déjà ${here > 1 ? "ici sont peut-être réglées" : "ici est peut-être réglée"}, et un import ne suspend rien de ce qui y est : voyez les remarques, ou suspendez ${here > 1 ? "leurs" : "ses"} relances le temps de vérifier.`,
        ]
      : []),
    ...(to ? [`Un règlement reçu après le ${formatDate(to)} n’y figure pas.`] : []),
  ];
  return (
    <Banner
      tone={held + here > 0 || fec.letteredCount === 0 ? "caution" : "info"}
      {...(doubtfulIds.length > 0 && {
        actions: (
          <ButtonLink href={suspendPath(doubtfulIds, home, back)} size="small" icon="pause">
            {doubtfulIds.length < here
              ? `Suspendre les ${doubtfulIds.length} premières`
              : here > 1
                ? "Suspendre leurs relances"
                : "Suspendre ses relances"}
          </ButtonLink>
        ),
      })}
    >
      {typeset(sentences.join(" "))}
    </Banner>
  );
}

/** The page that suspends chosen invoices, and comes back. */
function suspendPath(ids: readonly string[], home: string, back: string): string {
  const chosen = ids.map((id): [string, string] => ["facture", id]);
  return `${home}/factures/lot?${new URLSearchParams([...chosen, ["retour", back]])}`;
}

interface SettledHereProps {
  settled: NonNullable<Read["known"]>["settled"];
}

/** What the accounts settle is still reminded here: only a person can say what was received. */
export function SettledHere({ settled }: SettledHereProps) {
  if (!settled) return null;
  const { count, numbers } = settled;
  const isOne = count === 1;
  const named = `${numbers.join(", ")}${count > numbers.length ? "…" : ""}`;
  return (
    <Banner tone="caution">
      {typeset(
        `${invoicesIn(count)} ${isOne ? "est encore ouverte ici, alors que ces comptes la disent réglée" : "sont encore ouvertes ici, alors que ces comptes les disent réglées"} : ${named}. Enregistrez ${isOne ? "son règlement" : "leurs règlements"}, pour ne pas relancer qui a payé.`,
      )}
    </Banner>
  );
}

/** `20261122`; undefined when it is no day. */
function dayOf(text: string): LocalDate | undefined {
  const iso = text.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3");
  return isLocalDate(iso) ? iso : undefined;
}
