// @ts-check
import { spawn } from "node:child_process";
import { processIdentity } from "./processes.mjs";

/**
 * A tiny shell that outlives us when we are killed without warning. It reads what we started from a pipe; when
 * the pipe closes without a good-bye, it stops the groups (newest first), then the databases, then deletes the
 * scratch folders. Zombies count as stopped, for in a container nobody may ever bury them. So a `kill -9`, or a crash, leaves nothing behind.
 */
const SCRIPT = `
groups= databases= scratch=
without() { rest=; for one in $1; do [ "$one" = "$2" ] || rest="$rest $one"; done; echo "$rest"; }
buried() { read -r stat 2>/dev/null < "/proc/$1/stat" && case "\${stat##*) }" in Z*|X*) return 0 ;; esac; return 1; }
alive() { for one in $1; do kill -s 0 -- "$2$one" 2>/dev/null && ! buried "$one" && return 0; done; return 1; }
signal() { for one in $2; do kill -s "$1" -- "$3$one" 2>/dev/null; done; }
wait_for() { n=0; while alive "$1" "$2" && [ $n -lt "$3" ]; do sleep 0.1; n=$((n + 1)); done; }
while IFS= read -r line; do
  what=\${line#* }
  case $line in
    "group "*) groups="$what $groups" ;;
    "database "*) databases="$what $databases" ;;
    "scratch "*) scratch=$what ;;
    "gone "*) groups=$(without "$groups" "$what"); databases=$(without "$databases" "$what") ;;
    bye) exit 0 ;;
  esac
done
signal TERM "$groups" -
wait_for "$groups" - 100
signal KILL "$groups" -
signal INT "$databases" ""
wait_for "$databases" "" 150
signal QUIT "$databases" ""
wait_for "$databases" "" 50
signal KILL "$databases" -
[ -n "$scratch" ] && rm -rf -- "$scratch"
exit 0
`;

/**
 * @typedef {object} Warden
 * @property {number | undefined} pid
 * @property {string | undefined} identity see `processIdentity`
 * @property {(verb: "group" | "database" | "gone" | "scratch", what: string | number) => void} tell
 * @property {() => void} dismiss says that everything was stopped
 */

/**
 * Starts the warden, in a session of its own so that Ctrl-C and a closed terminal pass it by.
 *
 * @returns {Warden}
 */
export function startWarden() {
  const child = spawn("/bin/sh", ["-c", SCRIPT], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
    cwd: "/",
  });
  child.on("error", () => {});
  // A warden killed by someone must not take us down with a broken pipe.
  child.stdin.on("error", () => {});
  child.unref();
  if ("unref" in child.stdin && typeof child.stdin.unref === "function") child.stdin.unref();
  return {
    pid: child.pid,
    identity: child.pid === undefined ? undefined : processIdentity(child.pid),
    tell: (verb, what) => void child.stdin.write(`${verb} ${what}\n`),
    dismiss: () => void child.stdin.end("bye\n"),
  };
}
