// The whole lecture, quickly: every section speaks, every picture and the JSON are written.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { giveLecture } from "./lecture.ts";
import { parseOptions } from "./options.ts";
import { Report } from "./report.ts";
import { sections } from "./sections/index.ts";

const folder = mkdtempSync(join(tmpdir(), "lecture-"));
const json = join(folder, "numbers", "lecture.json");
let text = "";

beforeAll(async () => {
  const args = ["--quick", "--out", join(folder, "pictures"), "--json", json];
  await giveLecture(parseOptions(args), new Report((part) => (text += part), false), false);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

it("gives every section, in order", () => {
  const places = Object.values(sections).map(({ title }) => text.indexOf(`  ${title} ─`));
  expect(Math.min(...places)).toBeGreaterThan(0);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

it("prints the losses and the gradient of the lecture's snippet", () => {
  expect(text).toContain("epoch: 1, loss: 1570.0246\n");
  expect(text).toContain("epoch: 1, loss: 0.6856\n");
  expect(text).toContain("epoch: 1, loss: 0.6873\n");
  expect(text).toContain("tensor([-9.3333])");
});

it("begins again with a new model, and goes on with the old one", () => {
  const [, again] = text.split("Training anew");
  expect(again).toMatch(/epoch: 1, loss: 1570\.0246\n/);
  const [, goingOn] = text.split("Going on where it left off");
  expect(goingOn).toMatch(/epoch: 1, loss: 93\.\d{4}\n/);
});

it("draws every picture as SVG", () => {
  const pictures = readdirSync(join(folder, "pictures")).sort();
  expect(pictures).toEqual([
    "activations.svg",
    "blobs-again-boundary.svg",
    "blobs-again-losses.svg",
    "blobs-boundary.svg",
    "blobs-data.svg",
    "blobs-losses.svg",
    "circles-again-boundary.svg",
    "circles-again-losses.svg",
    "circles-boundary.svg",
    "circles-data.svg",
    "circles-losses.svg",
    "curve-data.svg",
    "deep-fit.svg",
    "deep-losses.svg",
    "multiple-losses.svg",
    "nonlinear-fit.svg",
    "nonlinear-losses.svg",
    "nonlinear-nodes.svg",
    "simple-data.svg",
    "simple-fit.svg",
    "simple-least-squares.svg",
    "simple-losses.svg",
    "wide-fit.svg",
    "wide-losses.svg",
  ]);
  for (const picture of pictures) {
    expect(readFileSync(join(folder, "pictures", picture), "utf8")).toMatch(/^<svg[^]*<\/svg>\s*$/);
  }
});

it("writes losses, weights and predictions as JSON", () => {
  const { seed, device, experiments } = JSON.parse(readFileSync(json, "utf8"));
  expect([seed, device]).toEqual([0, "cpu"]);
  expect(Object.keys(experiments)).toHaveLength(9);
  expect(experiments.simple.runs.map((run: { losses: number[] }) => run.losses.length)).toEqual([
    20, 20,
  ]);
  expect(experiments.blobs.predictions.shape).toEqual([3, 4]);
  expect(experiments.blobs.classes.data).toEqual([1, 2, 3]);
  expect(experiments["blobs-again"].classes.data).toEqual([1, 2, 0]);
});
