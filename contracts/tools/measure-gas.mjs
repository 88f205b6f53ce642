// Measures whole transactions on a real anvil node: intrinsic 21,000, calldata and cold access included, storage warm in
// the sense of already non-zero. Prints a table and fails when a target is missed or a figure is not the committed one of
// gas-snapshot.json (within 0.5 %). `--update` writes that file.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { binary } from "./foundry.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const MNEMONIC = "test test test test test test test test test test test junk";
const [LOCAL, REMOTE, SOLANA] = [412346, 84538453, 900];
const ISIN = "CH1436219187";
const TOLERANCE = 0.005;
const TARGETS = { burn: 60_000, "mint from an EVM chain": 80_000, "mint from Solana": 97_000 };

function run(tool, args, env = {}) {
  const result = spawnSync(binary(tool), args, { cwd: root, env: { ...process.env, ...env }, encoding: "utf8" });
  if (result.status !== 0) throw new Error(`${tool} ${args[0]} failed:\n${result.stdout}${result.stderr}`);
  return result.stdout.trim();
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function startAnvil(port) {
  const anvil = spawn(binary("anvil"), ["--port", String(port), "--chain-id", String(LOCAL), "--silent"], { stdio: "ignore" });
  for (let attempt = 0; attempt < 50; attempt++) {
    try {
      const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] });
      await fetch(`http://127.0.0.1:${port}`, { method: "POST", headers: { "content-type": "application/json" }, body });
      return anvil;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  anvil.kill();
  throw new Error("anvil did not answer within 5 s");
}

function account(index) {
  const key = run("cast", ["wallet", "private-key", MNEMONIC, String(index)]);
  return { key, address: run("cast", ["wallet", "address", "--private-key", key]) };
}

const hex = (value, bytes) => BigInt(value).toString(16).padStart(2 * bytes, "0");
const words = (address) => address.slice(2).toLowerCase().padStart(64, "0");

function message({ kind = 2, source, destination = LOCAL, ref, amountSu, sender, recipient }) {
  const isin = Buffer.from(ISIN, "ascii").toString("hex");
  return "0x01" + hex(kind, 1) + hex(source, 4) + hex(destination, 4) + ref + isin + hex(amountSu, 8) + hex(0, 4) + sender + recipient;
}

const port = await freePort();
const directory = mkdtempSync(join(tmpdir(), "stockbridge-gas-"));
const anvil = await startAnvil(port);
try {
  const rpc = ["--rpc-url", `http://127.0.0.1:${port}`];
  const deployer = account(0);
  const holder = account(5);
  const attesters = [1, 2, 3].map(account).sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
  const config = {
    chainId: LOCAL, environment: "local", attesters: attesters.map((a) => a.address), threshold: 2,
    guardians: [deployer.address], registrars: [deployer.address], issuers: [deployer.address], compliance: [deployer.address],
    governance: deployer.address, delays: { governanceSeconds: 0 }, snapshotMaxValiditySeconds: 600, routes: [REMOTE, SOLANA],
    bucket: { outboundShares: 1_000_000, inboundShares: 1_000_000, windowSeconds: 3600 },
    assets: [{ isin: ISIN, name: "Apple xStock", symbol: "AAPLx" }],
  };
  writeFileSync(join(directory, "config.json"), JSON.stringify(config));
  run("forge", ["script", "script/Deploy.s.sol", "--broadcast", ...rpc, "--private-key", deployer.key], {
    FOUNDRY_PROFILE: "deploy",
    STOCKBRIDGE_DEPLOY_CONFIG: join(directory, "config.json"),
    STOCKBRIDGE_DEPLOY_OUTPUT: join(directory, "deployment.json"),
  });
  const { gateway } = JSON.parse(readFileSync(join(directory, "deployment.json"), "utf8"));
  const isin32 = "0x" + Buffer.from(ISIN, "ascii").toString("hex");
  const send = (signature, ...args) => {
    const receipt = JSON.parse(run("cast", ["send", gateway, signature, ...args, ...rpc, "--private-key", holder.key, "--json"]));
    if (receipt.status !== "0x1") throw new Error(`${signature} reverted`);
    return Number(receipt.gasUsed);
  };
  const attest = (kind, bytes) => {
    const digest = run("cast", ["call", gateway, `${kind}Digest(bytes32)(bytes32)`, run("cast", ["keccak", bytes]), ...rpc]);
    return "0x" + attesters.slice(0, 2).map((a) => run("cast", ["wallet", "sign", "--no-hash", "--private-key", a.key, digest]).slice(2)).join("");
  };
  const mint = (bytes) => send("mint(bytes,bytes)", bytes, attest("mint", bytes));
  const cancel = (bytes) => send("cancel(bytes,bytes)", bytes, attest("cancel", bytes));
  const burn = (destination, recipient) => send("burn(bytes12,uint64,uint32,bytes32)", isin32, "1234567890", String(destination), recipient);

  const solanaKey = "c7" + "5e".repeat(31);
  const fromEvm = (sequence) =>
    message({ source: REMOTE, ref: hex(sequence, 32), amountSu: 50_000_000_000n, sender: words(deployer.address), recipient: words(holder.address) });
  const fromSolana = (tag) =>
    message({ source: SOLANA, ref: tag.repeat(32), amountSu: 50_000_000_000n, sender: solanaKey, recipient: words(holder.address) });

  const figures = {};
  figures["mint, first of a holder and of 128 sequences"] = mint(fromEvm(1));
  figures["mint from an EVM chain"] = mint(fromEvm(2));
  figures["mint from Solana"] = mint(fromSolana("a1"));
  figures["cancel, EVM chain"] = cancel(fromEvm(3));
  burn(REMOTE, "0x" + words(holder.address));
  figures.burn = Math.max(burn(REMOTE, "0x" + words(holder.address)), burn(SOLANA, "0x" + solanaKey));
  burn(0, "0x" + solanaKey);
  figures["burn towards custody"] = burn(0, "0x" + solanaKey);
  const batch = [4, 5, 6, 7, 8].map(fromEvm);
  figures["mint in a batch of 5, each"] = Math.round(
    send("mintBatch(bytes[],bytes[])", `[${batch.join(",")}]`, `[${batch.map((b) => attest("mint", b)).join(",")}]`) / 5,
  );

  let missed = false;
  console.log("| transaction, 2 of 3 attesters | gas | target |\n|---|---|---|");
  for (const [name, gas] of Object.entries(figures)) {
    const target = TARGETS[name];
    missed ||= target !== undefined && gas > target;
    console.log(`| ${name} | ${gas.toLocaleString("en-US")} | ${target === undefined ? "" : `≤ ${target.toLocaleString("en-US")}`} |`);
  }
  if (missed) throw new Error("a gas target is missed");
  const file = join(root, "gas-snapshot.json");
  if (process.argv.includes("--update")) {
    writeFileSync(file, JSON.stringify(figures, null, 2) + "\n");
  } else {
    const committed = JSON.parse(readFileSync(file, "utf8"));
    const changed = Object.keys({ ...committed, ...figures }).filter(
      (name) => !(Math.abs(figures[name] - committed[name]) <= committed[name] * TOLERANCE),
    );
    if (changed.length > 0) {
      throw new Error(`gas changed: ${changed.map((n) => `${n} ${committed[n]} -> ${figures[n]}`).join("; ")}; run npm run gas -- --update`);
    }
  }
} finally {
  anvil.kill();
  rmSync(directory, { recursive: true, force: true });
}
