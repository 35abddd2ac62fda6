import { heldWords, transferWords } from "@/domain/settlement/transferWords";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Section } from "@/ui/layout/Section";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import type { DayPage } from "./DayPage";

/** Money that came in, whose invoice nobody has said. */
export function Transfers({ count, heldCount, page }: { count: number; heldCount: number; page: DayPage }) {
  if (count === 0) return null;
  const href = `${page.home}/encaissements/releves`;
  return (
    <Section title="Virements à rapprocher" count={count} id="virements">
      <Rows>
        <Row
          icon="receive"
          tone="positive"
          title={transferWords(count)}
          href={href}
          actions={page.mayWork && <ButtonLink href={href}>Rapprocher</ButtonLink>}
        >
          {heldWords(heldCount)}
        </Row>
      </Rows>
    </Section>
  );
}
