/** Renders a whole document to text, outside the framework's own pages: no script comes with it. */
import { type ComponentType, createElement } from "react";
import { ClosedLink, type ClosedLinkProps } from "@/ui/debtor/ClosedLink";
import { pageResponse, sheetOf } from "./pageResponse";

/** Loaded when first needed: the framework refuses a plain import of this module in its server rooms. */
async function renderer() {
  const { renderToStaticMarkup } = await import("react-dom/server");
  return renderToStaticMarkup;
}

export async function renderDocument<Props extends object>(
  page: ComponentType<Props>,
  props: Props,
): Promise<string> {
  const render = await renderer();
  return `<!doctype html>${render(createElement(page, props))}`;
}

/** What a wrong, expired or revoked link shows: always the same bytes. */
export async function closedLinkResponse(
  state: { isAsked: boolean } = { isAsked: false },
): Promise<Response> {
  const css = sheetOf(null);
  const html = await renderDocument<ClosedLinkProps>(ClosedLink, { css, ...state });
  return pageResponse(html, state.isAsked ? 200 : 404, css);
}
