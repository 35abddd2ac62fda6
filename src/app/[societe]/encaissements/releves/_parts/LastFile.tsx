import { formatCount, NBSP } from "@/domain/money";
import { Banner } from "@/ui/messages/Banner";
import { DateText } from "@/ui/text/DateText";
import type { LastStatement } from "@/usecases/settlement/withdrawStatement";
import { GestureButton } from "../../../../_forms/GestureButton";
import { withdraw } from "../actions";
import { accountWords } from "./words";

interface LastFileProps {
  last: LastStatement;
  slug: string;
  /** Address of the list. */
  back: string;
}

/** The file dropped last, and the way back while nothing was made of it. */
export function LastFile({ last, slug, back }: LastFileProps) {
  const { id, fileName, newCount, droppedOn, strangeAccount } = last;
  return (
    <Banner
      {...(strangeAccount && { tone: "caution" as const })}
      actions={
        <GestureButton
          action={withdraw}
          values={{ societe: slug, releve: id, retour: back }}
          size="small"
          icon="undo"
          about={`, ${fileName}`}
          pending="Retrait…"
        >
          Retirer ce relevé
        </GestureButton>
      }
    >
      {strangeAccount &&
        `Le compte ${accountWords(strangeAccount)} n’est pas un de ceux de cette société${NBSP}: est-ce bien son relevé${NBSP}? `}
      {`${fileName}, ${newCount > 1 ? `${formatCount(newCount)}${NBSP}opérations nouvelles` : "une opération nouvelle"}, déposé le `}
      <DateText on={droppedOn} />.
    </Banner>
  );
}
