import { cpu, manualSeed, nn, rand, defaultGenerator, tensor } from "flambeau";
import { experiments } from "./experiments.ts";
import { run } from "./run.ts";
for (const [what, f] of Object.entries({
  nothing: () => {},
  text: ({ model }: any) => void String(model.stateDict()),
})) {
  for (const name of ["circles"] as const) {
  const o = await run(experiments[name], { device: cpu(), seed: 0, maxEpochs: 20 }, { prepared: f });
  console.log(what, name, o.runs[0].losses.slice(0,3), o.initialState);
}}
