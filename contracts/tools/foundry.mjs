// Where the binaries of Foundry's npm packages are. Their own wrappers (node_modules/.bin) end with 0 even when the tool
// fails, so nothing here goes through them.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const ARCHITECTURES = { x64: "amd64", arm64: "arm64" };

/** Path of "forge", "cast" or "anvil" for this platform. */
export function binary(tool) {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const platform = `${process.platform}-${ARCHITECTURES[process.arch] ?? process.arch}`;
  try {
    return require.resolve(`@foundry-rs/${tool}-${platform}/bin/${tool}${suffix}`);
  } catch (cause) {
    throw new Error(`${tool} is not installed for ${platform}: run npm ci in contracts`, { cause });
  }
}
