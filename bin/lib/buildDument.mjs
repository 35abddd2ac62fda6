// @ts-check
import { prepare } from "../prepare.mjs";
import { ensureInstalled } from "./ensureInstalled.mjs";
import { keepHouse } from "./house.mjs";

/** `npm run build`: everything that runs, made from the sources, for an image or another machine. Never returns. */
export async function buildDument() {
  await keepHouse({
    interruptedCode: 130,
    async work(house) {
      await ensureInstalled(house);
      const env = /** @type {Record<string, string>} */ ({ ...process.env, NODE_ENV: "production" });
      const means = { groups: house.groups, progress: house.progress, env };
      await prepare("generate", means);
      await prepare("bundle", means);
      await prepare("build", means);
      return 0;
    },
  });
}
