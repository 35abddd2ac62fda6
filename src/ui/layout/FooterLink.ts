/** Links at the foot of public pages: legal notice, privacy, accessibility. */
export interface FooterLink {
  href: string;
  label: string;
}
