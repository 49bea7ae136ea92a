// Measures automerge-repo's server at the work that Samenspel's server is measured at:
// a push of many small notes to a fresh server process, a first pull, a reconnect with nothing new.
//
//   node automerge-repo-bench.mjs [--documents 200] [--notes 20]
//
// Prints one JSON line. CPU is user + system of the server process alone, as the kernel counts it
// (/proc/PID/stat), from the moment it listens; memory is its highest resident set (VmHWM). Linux only.

import { execFileSync, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const SETTLE_MS = 1_000;
const here = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: {
    documents: { type: "string", default: "200" },
    notes: { type: "string", default: "20" },
  },
});
const documents = Number(values.documents);
const notes = Number(values.notes);
const ticksPerSecond = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Fields 14 and 15 of /proc/PID/stat, counted after the command's closing bracket.
function cpuSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

function peakResidentMegabytes(pid) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)[1]) / 1024;
}

async function startServer(directory) {
  const server = fork(join(here, "automerge-repo-server.mjs"), [directory]);
  const [message] = await once(server, "message");
  return { server, port: message.ready };
}

async function client(task, port, directory, what) {
  const child = spawn(
    process.execPath,
    [join(here, "automerge-repo-client.mjs"), task, String(port), directory],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  let output = "";
  child.stdout.on("data", (data) => (output += data));
  child.stdin.end(JSON.stringify(what));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`client ${task} ended with ${code}`);
  return JSON.parse(output);
}

function expectNotes(step, found) {
  if (found !== documents * notes) {
    throw new Error(`${step}: ${found} notes instead of ${documents * notes}`);
  }
}

async function measure(work) {
  const directory = (name) => join(work, name);
  const { server, port } = await startServer(directory("server"));
  const cpuOf = async (step) => {
    const before = cpuSeconds(server.pid);
    const result = await step();
    await sleep(SETTLE_MS);
    return { ...result, cpu: cpuSeconds(server.pid) - before };
  };
  try {
    const idle_rss_mb = peakResidentMegabytes(server.pid);
    const push = await cpuOf(() => client("push", port, directory("a"), { documents, notes }));
    const push_peak_rss_mb = peakResidentMegabytes(server.pid);
    const known = { urls: push.urls };
    const pull = await cpuOf(() => client("open", port, directory("b"), known));
    const reconnect = await cpuOf(() => client("open", port, directory("b"), known));
    const peak_rss_mb = peakResidentMegabytes(server.pid);

    server.send({ inspect: push.urls });
    const [stored] = await once(server, "message");
    expectNotes("server", stored.notes);
    expectNotes("first pull", pull.notes);
    expectNotes("reconnect", reconnect.notes);
    return { push, pull, reconnect, idle_rss_mb, push_peak_rss_mb, peak_rss_mb };
  } finally {
    server.kill();
  }
}

const round = (number, digits) => Number(number.toFixed(digits));
const diskBytes = (directory) =>
  Number(execFileSync("du", ["-sb", directory], { encoding: "utf8" }).split("\t")[0]);

const work = mkdtempSync(join(tmpdir(), "automerge-repo-bench-"));
try {
  const { push, pull, reconnect, ...memory } = await measure(work);
  console.log(
    JSON.stringify({
      documents,
      notes_per_document: notes,
      push_cpu_s: round(push.cpu, 2),
      pull_cpu_s: round(pull.cpu, 2),
      reconnect_cpu_s: round(reconnect.cpu, 2),
      idle_rss_mb: round(memory.idle_rss_mb, 1),
      push_peak_rss_mb: round(memory.push_peak_rss_mb, 1),
      peak_rss_mb: round(memory.peak_rss_mb, 1),
      bytes_push_up: push.bytes_up,
      bytes_push_down: push.bytes_down,
      bytes_pull_up: pull.bytes_up,
      bytes_pull_down: pull.bytes_down,
      bytes_reconnect_up: reconnect.bytes_up,
      bytes_reconnect_down: reconnect.bytes_down,
      bytes_on_disk: diskBytes(join(work, "server")),
    }),
  );
} finally {
  rmSync(work, { recursive: true, force: true });
}
