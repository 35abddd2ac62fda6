"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Reads the page again every so often, while some work goes on. Without script, one reloads it. */
export function RefreshEvery({ seconds }: { seconds: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), seconds * 1000);
    return () => clearInterval(timer);
  }, [router, seconds]);
  return null;
}
