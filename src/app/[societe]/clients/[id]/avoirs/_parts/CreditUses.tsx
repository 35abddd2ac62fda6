import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { Amount } from "@/ui/text/Amount";
import { DateText } from "@/ui/text/DateText";
import { Pill } from "@/ui/text/Pill";
import type { CreditView } from "@/usecases/settlement/readCredit";
import { GestureButton } from "../../../../../_forms/GestureButton";
import { takeBackRefund, undoApplication } from "../actions";

interface CreditUsesProps {
  uses: CreditView["credit"]["uses"];
  values: Readonly<Record<string, string>>;
  home: string;
  mayWork: boolean;
}

/** Where a credit went; what was undone stays, marked. */
export function CreditUses({ uses, values, home, mayWork }: CreditUsesProps) {
  if (uses.length === 0) return <p className="muted">Rien encore.</p>;
  return (
    <Rows label="Usages de l’avoir">
      {uses.map((use) => (
        <Row
          key={use.id}
          icon={use.kind === "REFUND" ? "undo" : "receive"}
          title={use.invoice ? `Affecté à ${use.invoice.number}` : "Remboursé"}
          {...(use.invoice && { href: `${home}/factures/${use.invoice.id}` })}
          {...(use.isUndone && { pill: <Pill>Annulé</Pill> })}
          end={<Amount cents={use.amountCents} size="strong" />}
          actions={mayWork && !use.isUndone && <Undo use={use} values={values} />}
        >
          Le <DateText on={use.usedOn} />
        </Row>
      ))}
    </Rows>
  );
}

function Undo({ use, values }: { use: CreditUsesProps["uses"][number]; values: CreditUsesProps["values"] }) {
  return use.paymentId ? (
    <GestureButton
      action={undoApplication}
      values={{ ...values, reglement: use.paymentId }}
      variant="quiet"
      about={`l’affectation à ${use.invoice?.number ?? ""}`}
    >
      Annuler
    </GestureButton>
  ) : (
    <GestureButton
      action={takeBackRefund}
      values={{ ...values, usage: use.id }}
      variant="quiet"
      about="le remboursement"
    >
      Annuler
    </GestureButton>
  );
}
