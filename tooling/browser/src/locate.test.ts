// Tests that a Chromium and a driver are found on a machine that has none of its own.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test, vi } from "vitest";
import { locate } from "../index.js";

const run = resolve(fileURLToPath(import.meta.url), "../../run.js");
const packedRuns = process.platform === "linux" && process.arch === "x64";

afterEach(() => vi.unstubAllEnvs());

describe("locate", () => {
  test.skipIf(!packedRuns)(
    "unpacks a Chromium, a driver and its loader where none is installed",
    () => {
      vi.stubEnv("FLAMBEAU_PACKED_CHROMIUM", "1");
      const { executablePath, env } = locate();
      const version = spawnSync(executablePath ?? "", ["--version"], {
        encoding: "utf8",
        env: { ...process.env, ...env },
      });
      expect(version.stdout).toMatch(/Chrom/);
      expect(existsSync(env["VK_ICD_FILENAMES"] ?? "")).toBe(true);
      const folders = (env["LD_LIBRARY_PATH"] ?? "").split(":");
      expect(folders.some((folder) => existsSync(join(folder, "libvulkan.so.1")))).toBe(true);
    },
  );

  test("prefers the Chromium that CHROMIUM_PATH names", () => {
    vi.stubEnv("FLAMBEAU_PACKED_CHROMIUM", "");
    vi.stubEnv("CHROMIUM_PATH", process.execPath);
    expect(locate().executablePath).toBe(process.execPath);
  });

  test("leaves the driver alone where real hardware is asked for", () => {
    vi.stubEnv("WEBGPU_HARDWARE", "1");
    expect(locate().env).toEqual({});
  });
});

describe("run", () => {
  test("passes the arguments and the exit code of the program through", () => {
    const folder = mkdtempSync(join(tmpdir(), "flambeau-run-"));
    const program = join(folder, "program.js");
    writeFileSync(program, "console.log(process.argv.slice(2).join()); process.exitCode = 3;");
    const { status, stdout } = spawnSync(process.execPath, [run, program, "--seed", "1"], {
      encoding: "utf8",
    });
    rmSync(folder, { recursive: true });
    expect(stdout.trim()).toBe("--seed,1");
    expect(status).toBe(3);
  });
});
