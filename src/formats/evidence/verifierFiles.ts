/** The verifier that goes with an evidence file: a plain Node program, and a page that works from disk. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** From the root of the project, where every process starts. */
const SOURCE = join(process.cwd(), "src", "formats", "evidence", "verifier.mjs");

let read: Promise<string> | undefined;

/** Both files, as they go into the archive. */
export async function verifierFiles(): Promise<{ path: string; bytes: Uint8Array }[]> {
  read ??= readFile(SOURCE, "utf8");
  const program = await read;
  const encoder = new TextEncoder();
  return [
    { path: "verifier.mjs", bytes: encoder.encode(program) },
    { path: "verifier.html", bytes: encoder.encode(pageOf(program)) },
  ];
}

/** The page holds the whole program: nothing else is read, and nothing is sent. */
function pageOf(program: string): string {
  return `<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<title>Vérifier le dossier</title>
<style>
  body { font: 17px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; color: #1a1d1c; background: #fff; }
  #verdict { font-weight: 600; font-size: 1.3rem; }
  .bon, .ok { color: #1f5f3a; } .defaut, .fault { color: #a0261a; } .remark { color: #6b4b00; }
  #empreinte { overflow-wrap: anywhere; font-size: .9rem; }
</style>
<h1>Vérifier ce dossier de preuves</h1>
<p>Choisissez le dossier décompressé, celui qui contient <code>manifest.json</code>. Rien n’est envoyé : la vérification se fait sur cet ordinateur.</p>
<p><label>Dossier à vérifier : <input id="dossier" type="file" webkitdirectory multiple></label></p>
<p id="verdict" role="status"></p>
<ul id="detail"></ul>
<p id="empreinte"></p>
<script type="module">
${program}</script>
</html>
`;
}
