// One run over all folders, on sources: a Node project per folder and one browser project.
import { existsSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { locate } from "@flambeau/browser";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";

const conditions = ["@flambeau/source"];
const resolve = { conditions: [...conditions, "module", "browser", "development|production"] };
const ssr = {
  resolve: { conditions: [...conditions, "module", "node", "development|production"] },
};

const { executablePath, env } = locate();
// The forks that run the tests start with this environment, so Dawn finds its loader and driver.
Object.assign(process.env, env);

const folders = ["packages", "apps", "tooling"].flatMap((group) =>
  readdirSync(group)
    .map((folder) => `${group}/${folder}`)
    .filter((folder) => existsSync(`${folder}/package.json`)),
);

// A project is called as its folder; `browser` is the one project that runs in Chromium.
const projectName = (folder: string) =>
  folder === "tooling/browser" ? "browser-finder" : basename(folder);

export default defineConfig({
  test: {
    projects: [
      ...folders.map((folder) => ({
        root: folder,
        ssr,
        test: {
          name: projectName(folder),
          pool: "forks" as const,
          include: ["src/**/*.test.ts"],
          exclude: ["**/*.browser.test.ts"],
        },
      })),
      {
        resolve,
        server: {
          headers: {
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Embedder-Policy": "require-corp",
          },
        },
        test: {
          name: "browser",
          include: ["{packages,apps,tooling}/*/src/**/*.browser.test.ts"],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath,
                env: { ...process.env } as Record<string, string>,
                args: ["--no-sandbox", "--enable-unsafe-webgpu"],
              },
            }),
            instances: [{ browser: "chromium" as const }],
          },
        },
      },
    ],
  },
});
