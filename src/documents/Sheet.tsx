import { Page } from "@react-pdf/renderer";
import type { ReactNode } from "react";
import { PageFooter } from "./PageFooter";
import { paper } from "./paper";

interface SheetProps {
  /** Who writes, at the foot of each page. */
  identity: string;
  children: ReactNode;
}

/** A document on A4, as many pages as it needs, numbered on its own: « 1 sur 2 ». */
export function Sheet({ identity, children }: SheetProps) {
  return (
    <Page
      size="A4"
      style={paper.page}
      layout={({ children: content, subPageNumber, subPageTotalPages }) => (
        <>
          {content}
          <PageFooter identity={identity} pageNumber={subPageNumber} pageCount={subPageTotalPages} />
        </>
      )}
    >
      {children}
    </Page>
  );
}
