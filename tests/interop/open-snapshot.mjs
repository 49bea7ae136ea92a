// Opens an Automerge document that Samenspel's core made in stock Automerge for JavaScript and
// prints its content: {"heads": [...], "content": {...}}. Bytes are printed as hexadecimal.
//
//   node open-snapshot.mjs FILE

import { readFileSync } from "node:fs";
import * as Automerge from "@automerge/automerge";

const [file] = process.argv.slice(2);
if (!file) {
  console.error("usage: node open-snapshot.mjs FILE");
  process.exit(2);
}

const document = Automerge.load(new Uint8Array(readFileSync(file)));
const readable = (_, value) =>
  value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value;
console.log(
  JSON.stringify({ heads: Automerge.getHeads(document), content: document }, readable),
);
