#!/usr/bin/env node
// A native-looking `solc` around the npm package: `--version` and `--standard-json` on stdin, which is all Forge asks of a compiler.
"use strict";

const fs = require("node:fs");
const solc = require("solc");

const args = process.argv.slice(2);

if (args.includes("--version")) {
  process.stdout.write(`solc, the solidity compiler commandline interface\nVersion: ${solc.version()}\n`);
} else if (args.includes("--standard-json")) {
  const output = solc.compile(fs.readFileSync(0, "utf8"));
  process.stdout.write(output);
} else {
  process.stderr.write("tools/solc.js understands --version and --standard-json only\n");
  process.exitCode = 1;
}
