"use client";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { Progress } from "@/ui/messages/Progress";
import type { ProgressView } from "./words";

const EVERY_MS = 1_000;

interface LiveProgressProps {
  /** Address that tells how far the work has come. */
  href: string;
  /** The page, shown afresh at the end. */
  pageHref: string;
  start: ProgressView;
  label: ReactNode;
  note: ReactNode;
}

/** Long work as it goes on; the page is read again at its end. */
export function LiveProgress({ href, pageHref, start, label, note }: LiveProgressProps) {
  const router = useRouter();
  const [view, setView] = useState(start);
  useEffect(() => {
    const stopping = new AbortController();
    const look = async () => {
      const response = await fetch(href, { cache: "no-store", signal: stopping.signal });
      if (!response.ok) return;
      const next: ProgressView = await response.json();
      setView((before) => (next.isOver ? { ...before, value: before.max } : next));
      if (!next.isOver) return;
      stopping.abort();
      clearInterval(timer);
      // What was said when the work began is not said again.
      router.replace(pageHref);
      router.refresh();
    };
    // A network that drops: the next look tells.
    const timer = setInterval(() => void look().catch(() => undefined), EVERY_MS);
    return () => {
      clearInterval(timer);
      stopping.abort();
    };
  }, [href, pageHref, router]);
  return <Progress label={label} detail={view.detail} value={view.value} max={view.max} note={note} />;
}
