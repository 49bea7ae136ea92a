// One automerge-repo client process of the benchmark; it knows nothing of the measuring.
//
//   node automerge-repo-client.mjs push|open PORT DIRECTORY < what.json
//
// `push` makes the documents without a network, connects, and waits until all is quiet.
// `open` (first pull, and reconnect when DIRECTORY already holds them) connects and finds every
// document. Prints {urls, notes, bytes_up, bytes_down} as JSON.

import { readFileSync } from "node:fs";
import { Repo } from "@automerge/automerge-repo";
import { WebSocketClientAdapter } from "@automerge/automerge-repo-network-websocket";
import { NodeFSStorageAdapter } from "@automerge/automerge-repo-storage-nodefs";

const QUIET_MS = 1_500;
const DEADLINE_MS = 120_000;

const [task, port, directory] = process.argv.slice(2);
const what = JSON.parse(readFileSync(0, "utf8"));
const repo = new Repo({ storage: new NodeFSStorageAdapter(directory), network: [] });
const network = new WebSocketClientAdapter(`ws://127.0.0.1:${port}`);

// As many scalars as our own hand-over note has, so that both sides store the same thing.
function writeNote(handle, number) {
  handle.change((document) => {
    document.entries[`01HZZZZZZZZZZZZZZZZZZZZZZZ.${String(number).padStart(26, "0")}`] = {
      _kind: "handover",
      _schema: 1,
      _at: 1_780_000_000_000 + number * 60_000,
      state: "watch",
      summary: `Sliep kort en was wat hangerig, at daarna goed (${number}).`,
      to_do: "Om half vier nog een flesje geven",
    };
  });
}

function makeDocuments({ documents, notes }) {
  return Array.from({ length: documents }, () => {
    const handle = repo.create({ entries: {} });
    for (let number = 0; number < notes; number++) writeNote(handle, number);
    return handle.url;
  });
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function bytes() {
  const socket = network.socket?._socket;
  return { bytes_up: socket?.bytesWritten ?? 0, bytes_down: socket?.bytesRead ?? 0 };
}

async function untilQuiet() {
  const deadline = Date.now() + DEADLINE_MS;
  let last = -1;
  let quietSince = Date.now();
  while (Date.now() - quietSince < QUIET_MS) {
    if (Date.now() > deadline) throw new Error("no quiet before the deadline");
    await sleep(50);
    const { bytes_up, bytes_down } = bytes();
    if (bytes_up + bytes_down !== last) quietSince = Date.now();
    last = bytes_up + bytes_down;
  }
}

const countNotes = (handles) =>
  handles.reduce((sum, handle) => sum + Object.keys(handle.doc().entries).length, 0);

const urls = task === "push" ? makeDocuments(what) : what.urls;
repo.networkSubsystem.addNetworkAdapter(network);
await network.whenReady();
const handles = await Promise.all(urls.map((url) => repo.find(url)));
await untilQuiet();
await repo.flush();
const result = { urls, notes: countNotes(handles), ...bytes() };
// A large answer through a pipe: exit only once it is written.
process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(0));
