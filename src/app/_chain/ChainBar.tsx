"use client";
/** Above the page of a decision: which one it is of its list, the way to the next, the way out. */
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import {
  CHAIN_PARAM,
  DECIDED_PARAM,
  leavePath,
  listPath,
  nextPath,
  readChain,
  withChain,
} from "@/domain/reporting/workChain";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Buttons } from "@/ui/controls/Buttons";
import styles from "./ChainBar.module.css";

export function ChainBar() {
  const params = useSearchParams();
  const text = params.get(CHAIN_PARAM);
  const chain = readChain(text);
  const isCounted = params.has(DECIDED_PARAM);
  useChainUnderneath(chain ? text : null, isCounted, params.toString());
  if (!chain) return null;
  const isTreated = params.has("fait") || isCounted;
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
          href={isCounted ? nextPath(chain) : leavePath(chain)}
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

/** Parts of `/societe/appels/id`, the first one empty: a page above holds no decision of its own. */
const DECISION_DEPTH = 4;

/** Pages under that of the decision, such as the form that notes a letter as posted, go on with the chain. */
function useChainUnderneath(text: string | null, isCounted: boolean, query: string): void {
  const pathname = usePathname();
  const router = useRouter();
  const last = useRef<{ pathname: string; text: string; isCounted: boolean } | null>(null);
  useEffect(() => {
    if (text !== null) {
      last.current = { pathname, text, isCounted };
      return;
    }
    const above = last.current;
    if (!above) return;
    const isDecision = above.pathname.split("/").length >= DECISION_DEPTH;
    const isUnder = pathname === above.pathname || pathname.startsWith(`${above.pathname}/`);
    if (isDecision && isUnder)
      router.replace(withChain(`${pathname}?${query}`, above.text, above.isCounted), { scroll: false });
    else last.current = null;
  }, [isCounted, pathname, query, router, text]);
}
