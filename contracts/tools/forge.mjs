// Runs forge with the arguments given and ends as it ends: its exit code, or 1 when a signal or the system ended it.
import { spawnSync } from "node:child_process";
import { binary } from "./foundry.mjs";

const { status, error } = spawnSync(binary("forge"), process.argv.slice(2), { stdio: "inherit" });
if (error) console.error(`forge did not start: ${error.message}`);
process.exitCode = status ?? 1;
