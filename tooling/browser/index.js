// Finds a Chromium and a Vulkan driver: the system's where there is one, else the ones packed in
// the npm package @sparticuz/chromium (headless Chromium, SwiftShader, libvulkan, NSS, fonts).
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const cache = join(here, "node_modules", ".cache", "chromium");

/** @param {(string | undefined)[]} paths */
const firstThatExists = (paths) => paths.find((path) => path && existsSync(path));

/** Unpacks the archives once and returns their folder. */
function unpack() {
  if (existsSync(join(cache, "chromium"))) return cache;
  const main = dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium"));
  const archives = firstThatExists([join(main, "..", "bin"), join(main, "..", "..", "bin")]);
  if (archives === undefined) throw new Error("browser: @sparticuz/chromium has no bin folder");
  const folder = `${cache}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  for (const name of ["swiftshader.tar", "al2023.tar", "fonts.tar"]) {
    writeFileSync(
      join(folder, name),
      brotliDecompressSync(readFileSync(join(archives, `${name}.br`))),
    );
    execFileSync("tar", ["xf", name, "--no-same-owner"], { cwd: folder });
    rmSync(join(folder, name));
  }
  const executable = join(folder, "chromium");
  writeFileSync(executable, brotliDecompressSync(readFileSync(join(archives, "chromium.br"))));
  chmodSync(executable, 0o755);
  try {
    renameSync(folder, cache);
  } catch {
    // Another process unpacked first.
    rmSync(folder, { recursive: true });
  }
  return cache;
}

/**
 * The Chromium to start, and the environment for it and for Node processes that load Dawn.
 * `FLAMBEAU_PACKED_CHROMIUM=1` ignores what the system has; `WEBGPU_HARDWARE=1` leaves the driver
 * to the system.
 * @returns {{ executablePath: string | undefined, env: Record<string, string> }}
 */
export function locate() {
  const packedOnly = process.env["FLAMBEAU_PACKED_CHROMIUM"] === "1";
  /** @param {(string | undefined)[]} paths */
  const system = (paths) => (packedOnly ? undefined : firstThatExists(paths));
  const executable = system([
    process.env["CHROMIUM_PATH"],
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  ]);
  if (process.platform !== "linux" || process.env["WEBGPU_HARDWARE"] === "1")
    return { executablePath: executable, env: {} };
  const driver = system([
    process.env["VK_ICD_FILENAMES"],
    "/usr/lib/chromium/vk_swiftshader_icd.json",
  ]);
  const loader = system([
    "/usr/lib/x86_64-linux-gnu/libvulkan.so.1",
    "/usr/lib/aarch64-linux-gnu/libvulkan.so.1",
    "/usr/lib64/libvulkan.so.1",
  ]);
  /** @type {Record<string, string>} */
  const env = { XDG_RUNTIME_DIR: process.env["XDG_RUNTIME_DIR"] ?? "/tmp" };
  if (executable && driver && loader)
    return { executablePath: executable, env: { ...env, VK_ICD_FILENAMES: driver } };
  // The packed archives are for x64 only.
  if (process.arch !== "x64") return { executablePath: executable, env };
  const packed = unpack();
  const libraries = [join(packed, "lib"), packed, process.env["LD_LIBRARY_PATH"]];
  env["LD_LIBRARY_PATH"] = libraries.filter(Boolean).join(":");
  env["VK_ICD_FILENAMES"] = driver ?? join(packed, "vk_swiftshader_icd.json");
  return { executablePath: executable ?? join(packed, "chromium"), env };
}
