import { Page } from "@react-pdf/renderer";
import type { ReactNode } from "react";
import { PageFooter } from "./PageFooter";
import { paper, TEXT_HEIGHT_MM, TEXT_WIDTH_MM } from "./paper";

interface SheetProps {
  /** Who writes, at the foot of each page. */
  identity: string;
  isLandscape?: boolean;
  /** Between the number of a page and how many there are. */
  of?: string;
  children: ReactNode;
}

/** A document on A4, as many pages as it needs, numbered on its own: « 1 sur 2 ». */
export function Sheet({ identity, isLandscape = false, of = "sur", children }: SheetProps) {
  const widthMm = isLandscape ? TEXT_HEIGHT_MM : TEXT_WIDTH_MM;
  return (
    <Page
      size="A4"
      orientation={isLandscape ? "landscape" : "portrait"}
      style={paper.page}
      layout={({ children: content, subPageNumber, subPageTotalPages }) => (
        <>
          {content}
          <PageFooter
            identity={identity}
            widthMm={widthMm}
            pageNumber={subPageNumber}
            pageCount={subPageTotalPages}
            of={of}
          />
        </>
      )}
    >
      {children}
    </Page>
  );
}
