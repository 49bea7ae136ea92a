// automerge-repo's server as its authors run it (websocket, node file-system storage, no generous
// sharing), in a process of its own so that its CPU and memory can be measured from outside.
//
//   node automerge-repo-server.mjs DIRECTORY
//
// Talks to its parent over Node's IPC: sends {ready: port}; answers {inspect: [urls]} with the
// number of notes it holds, which the benchmark asks only after it has measured.

import { Repo } from "@automerge/automerge-repo";
import { NodeWSServerAdapter } from "@automerge/automerge-repo-network-websocket";
import { NodeFSStorageAdapter } from "@automerge/automerge-repo-storage-nodefs";
import { WebSocketServer } from "ws";

const [directory] = process.argv.slice(2);
const sockets = new WebSocketServer({ host: "127.0.0.1", port: 0 });
const repo = new Repo({
  network: [new NodeWSServerAdapter(sockets)],
  storage: new NodeFSStorageAdapter(directory),
  peerId: "bench-server",
  sharePolicy: async () => false,
});

process.on("message", async ({ inspect }) => {
  let notes = 0;
  for (const url of inspect) {
    const handle = await repo.find(url);
    notes += Object.keys(handle.doc().entries ?? {}).length;
  }
  process.send({ notes });
});
process.on("disconnect", () => process.exit(0));
sockets.on("listening", () => process.send({ ready: sockets.address().port }));
