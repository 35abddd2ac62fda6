"use client";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { Progress } from "@/ui/messages/Progress";
import type { ProgressView } from "./words";

const EVERY_MS = 1_000;

interface LiveProgressProps {
  /** Address that tells how far the work has come. */
  href: string;
  start: ProgressView;
  label: ReactNode;
  note: ReactNode;
}

/** Long work as it goes on; the page is read again at its end. */
export function LiveProgress({ href, start, label, note }: LiveProgressProps) {
  const router = useRouter();
  const [view, setView] = useState(start);
  useEffect(() => {
    const stopping = new AbortController();
    const look = async () => {
      const response = await fetch(href, { cache: "no-store", signal: stopping.signal });
      if (!response.ok) return;
      const next: ProgressView = await response.json();
      setView(next);
      if (!next.isOver) return;
      stopping.abort();
      clearInterval(timer);
      router.refresh();
    };
    // A network that drops: the next look tells.
    const timer = setInterval(() => void look().catch(() => undefined), EVERY_MS);
    return () => {
      clearInterval(timer);
      stopping.abort();
    };
  }, [href, router]);
  return <Progress label={label} detail={view.detail} value={view.value} max={view.max} note={note} />;
}
