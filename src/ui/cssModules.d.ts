/** Types of CSS modules, known before the first build writes next-env.d.ts. */
/// <reference types="next" />
