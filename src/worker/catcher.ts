/** `node .build/catcher.mjs`: a mail server for the demonstration, which keeps messages and delivers none. */
import { startDemoCatcher } from "@/context/catcher";

const catcher = await startDemoCatcher();

const stop = () => void catcher.close().then(() => process.exit(0));
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
