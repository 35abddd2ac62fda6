import type { ReactNode } from "react";

/** Drawn in a box of 20 by 20, stroke 1.5, round ends, no fill. The list is closed on purpose. */
export const iconPaths = {
  account: (
    <>
      <circle cx="10" cy="7" r="3" />
      <path d="M4.25 16.75c.4-3.3 2.6-5 5.75-5s5.35 1.7 5.75 5" />
    </>
  ),
  add: <path d="M10 4v12M4 10h12" />,
  arrowRight: <path d="M3.5 10h13M11.5 5l5 5-5 5" />,
  building: <path d="M4.5 17V3.25h7.5V17M12 8.5h3.75V17M2.75 17h14.5M7 6.5h2.5M7 9.75h2.5M7 13h2.5" />,
  calendar: <path d="M3.25 4.75h13.5v12H3.25zM3.25 8.5h13.5M6.75 2.75v3.5M13.25 2.75v3.5" />,
  calendarCheck: (
    <path d="M3.25 4.75h13.5v12H3.25zM3.25 8.5h13.5M6.75 2.75v3.5M13.25 2.75v3.5M7.5 12.5l1.75 1.75 3.25-3.25" />
  ),
  calendarCross: (
    <path d="M3.25 4.75h13.5v12H3.25zM3.25 8.5h13.5M6.75 2.75v3.5M13.25 2.75v3.5M8.25 11l3.5 3.5M11.75 11l-3.5 3.5" />
  ),
  chart: <path d="M3 16.75h14M5.5 13.5V10M10 13.5V4M14.5 13.5V7.5" />,
  check: <path d="m4.5 10.5 3.5 3.5 7.5-8" />,
  checkCircle: (
    <>
      <circle cx="10" cy="10" r="7.25" />
      <path d="m6.75 10.25 2.25 2.25 4.25-4.75" />
    </>
  ),
  chevronDown: <path d="m6 8 4 4 4-4" />,
  chevronLeft: <path d="m12 5-5 5 5 5" />,
  chevronRight: <path d="m8 5 5 5-5 5" />,
  chevronUp: <path d="m6 12 4-4 4 4" />,
  circle: <circle cx="10" cy="10" r="6" />,
  clock: (
    <>
      <circle cx="10" cy="10" r="7.25" />
      <path d="M10 5.75V10l2.75 2" />
    </>
  ),
  close: <path d="m5 5 10 10M15 5 5 15" />,
  copy: <path d="M7.25 7.25h9.5v9.5h-9.5zM12.75 7V3.25h-9.5v9.5H7" />,
  dispute: <path d="M3 4h14v9.75H9L5.5 17v-3.25H3zM10 6.75v2.5M10 11.25v.1" />,
  document: <path d="M5 2.75h7l3.25 3.25v11.25H5zM11.75 3v3.25H15" />,
  download: <path d="M10 3v9M6.5 8.5 10 12l3.5-3.5M4 16.25h12" />,
  edit: <path d="m3.5 16.5.75-3.75L13 4l3 3-8.75 8.75zM11.25 5.75l3 3" />,
  envelope: <path d="M2.75 4.75h14.5v10.5H2.75zM3 5.25l7 5.5 7-5.5" />,
  filter: <path d="M3 5.5h14M5.5 10h9M8 14.5h4" />,
  info: (
    <>
      <circle cx="10" cy="10" r="7.25" />
      <path d="M10 9.25v4.5M10 6.25v.1" />
    </>
  ),
  instalments: (
    <>
      <path d="M3 5.5h14M3 10h9M3 14.5h5" />
      <path d="m12.5 14.25 1.75 1.75L17.5 12.5" />
    </>
  ),
  invoice: <path d="M5 2.75h7l3.25 3.25v11.25H5zM11.75 3v3.25H15M7.75 9.5h4.75M7.75 12.75h4.75" />,
  list: <path d="M4 5.5h2M4 10h2M4 14.5h2M9 5.5h7M9 10h7M9 14.5h4.5" />,
  lock: <path d="M4.5 9h11v7.75h-11zM6.75 9V6.5a3.25 3.25 0 0 1 6.5 0V9" />,
  more: <path d="M4.5 10h.01M10 10h.01M15.5 10h.01" />,
  pause: (
    <>
      <circle cx="10" cy="10" r="7.25" />
      <path d="M8 7.5v5M12 7.5v5" />
    </>
  ),
  people: (
    <>
      <circle cx="7.5" cy="7" r="2.75" />
      <path d="M2.5 16.25c.3-2.9 2.3-4.5 5-4.5s4.7 1.6 5 4.5M13 4.5a2.6 2.6 0 0 1 0 5M14.75 12c1.6.6 2.6 2 2.75 4.25" />
    </>
  ),
  phone: (
    <path d="M4.25 3h2.5l1.5 3.75-1.75 1.25a9 9 0 0 0 4.5 4.5L12.25 10.75 16 12.25v2.5c0 .8-.7 1.5-1.5 1.5C8.3 16.25 2.75 10.7 2.75 4.5c0-.8.7-1.5 1.5-1.5z" />
  ),
  play: <path d="M6.5 4.5v11l9-5.5z" />,
  print: <path d="M6 7.5V3.25h8V7.5M6 14H3.25V7.5h13.5V14H14M6 11.75h8v5H6z" />,
  question: (
    <>
      <circle cx="10" cy="10" r="7.25" />
      <path d="M7.9 7.9c.1-1.2 1-1.9 2.1-1.9s2.1.7 2.1 1.8c0 1.7-2.1 1.7-2.1 3.4M10 13.75v.1" />
    </>
  ),
  receive: <path d="M10 2.75v9M6.5 8.5 10 12l3.5-3.5M3 12.5v3.25c0 .55.45 1 1 1h12c.55 0 1-.45 1-1V12.5" />,
  scenario: (
    <>
      <path d="M2.5 10h3M8.5 10h3M14.5 10h3" />
      <circle cx="7" cy="10" r="1.5" />
      <circle cx="13" cy="10" r="1.5" />
      <path d="M7 5v1M13 5v1" />
    </>
  ),
  search: (
    <>
      <circle cx="9" cy="9" r="5.25" />
      <path d="m13 13 3.75 3.75" />
    </>
  ),
  send: <path d="M17 3.25 2.75 8.5l5.5 2.75L11 16.75zM8.25 11.25 17 3.25" />,
  settings: (
    <>
      <path d="M3 6h6.5M13.5 6H17M3 14h3.5M10.5 14H17" />
      <circle cx="11.5" cy="6" r="2" />
      <circle cx="8.5" cy="14" r="2" />
    </>
  ),
  signOut: <path d="M8 3.25H3.75v13.5H8M8 10h9M13.5 6.5 17 10l-3.5 3.5" />,
  switch: <path d="m7 8 3-3 3 3M7 12l3 3 3-3" />,
  undo: <path d="M7 4 3.5 7.5 7 11M3.75 7.5h8a4.5 4.5 0 0 1 0 9H7" />,
  upload: <path d="M10 12.25v-9M6.5 6.5 10 3l3.5 3.5M3 12.5v3.25c0 .55.45 1 1 1h12c.55 0 1-.45 1-1V12.5" />,
  warning: <path d="M10 3 2.5 16.25h15zM10 8v3.75M10 14v.1" />,
} satisfies Record<string, ReactNode>;

/** Name of a drawing: what it shows or the gesture it stands for. */
export type IconName = keyof typeof iconPaths;
