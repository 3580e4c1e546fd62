// Builds a small page that uses the installed umbrella with Vite and opens it in Chromium.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { locate } from "@flambeau/browser";
import { chromium } from "playwright";
import { build, preview } from "vite";

const html = `<!doctype html><title>page</title><script type="module" src="/main.js"></script>`;
const main = `import { tensor } from "flambeau";
document.body.textContent = String(tensor([1, 2, 3]).mul(2).sum().item());
`;

/**
 * Builds and opens the page in `folder`, where `flambeau` is installed; returns what is wrong, or
 * undefined.
 * @param {string} folder
 */
export async function checkPage(folder) {
  writeFileSync(join(folder, "index.html"), html);
  writeFileSync(join(folder, "main.js"), main);
  await build({ root: folder, configFile: false, logLevel: "error" });
  const script = /src="([^"]+)"/.exec(readFileSync(join(folder, "dist/index.html"), "utf8"))?.[1];
  if (script === undefined) return "the built page has no script";
  const { executablePath, env } = locate();
  const server = await preview({
    root: folder,
    configFile: false,
    logLevel: "error",
    preview: { port: 0, host: "127.0.0.1" },
  });
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    env: /** @type {Record<string, string>} */ ({ ...process.env, ...env }),
    args: ["--no-sandbox"],
  });
  try {
    const page = await browser.newPage();
    /** @type {string[]} */
    const errors = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(server.resolvedUrls?.local[0] ?? "");
    await page
      .waitForFunction(() => document.body.textContent !== "", undefined, {
        timeout: 10_000,
      })
      .catch(() => undefined);
    const text = await page.textContent("body");
    return text === "12" ? undefined : `the page shows ${text}, not 12: ${errors.join("; ")}`;
  } finally {
    await browser.close();
    await server.close();
  }
}
