"use client";
/** Above the page of a decision: which one it is of its list, the way to the next, the way out. */
import { useSearchParams } from "next/navigation";
import { CHAIN_PARAM, listPath, nextPath, readChain } from "@/domain/reporting/workChain";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Buttons } from "@/ui/controls/Buttons";
import styles from "./ChainBar.module.css";

export function ChainBar() {
  const params = useSearchParams();
  const chain = readChain(params.get(CHAIN_PARAM));
  if (!chain) return null;
  const isTreated = params.has("fait");
  return (
    <nav className={styles.bar} aria-label="Décisions à la suite">
      <p>
        Décision <b>{chain.rank}</b> sur {chain.total}
      </p>
      <Buttons>
        <ButtonLink href={listPath(chain)} variant="quiet" size="small">
          Arrêter
        </ButtonLink>
        <ButtonLink
          href={nextPath(chain)}
          variant={isTreated ? "primary" : "outlined"}
          size="small"
          iconEnd="arrowRight"
        >
          {isTreated ? "Décision suivante" : "Passer"}
        </ButtonLink>
      </Buttons>
    </nav>
  );
}
