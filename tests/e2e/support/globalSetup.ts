import { makeTemplates } from "./templates";

/** Once, before the tests of the browser. */
export default makeTemplates;
