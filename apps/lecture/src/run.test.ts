// The experiments give PyTorch's numbers: initial weights, losses, weights, predictions, draws.
import { cpu, rand } from "flambeau";
import { describe, expect, it } from "vitest";
import { experiments } from "./experiments.ts";
import { run } from "./run.ts";
import { plain } from "./state.ts";
import {
  absoluteTolerance,
  largestDifference,
  lossTolerance,
  recorded,
  type StoredTensor,
} from "./testing/traces.ts";

const rounded = ({ data }: StoredTensor) => data.map(Math.fround);

describe.each(recorded.experiments)("$name with seed $seed", (trace) => {
  const experiment = Object.values(experiments).find(({ title }) => title === trace.name)!;

  it("follows PyTorch's run", { timeout: 60_000 }, async () => {
    const texts: string[] = [];
    const { initialState, runs, predictions, probabilities, classes, accuracy } = await run(
      experiment,
      { device: cpu(), seed: trace.seed, maxEpochs: Infinity },
      { prepared: ({ model }) => texts.push(String(model), String(model.stateDict())) },
    );
    const after = rand(2).toTypedArray() as Float32Array;

    expect(texts).toEqual([trace.repr, trace.initial_state_repr]);
    expect(Object.keys(initialState)).toEqual(Object.keys(trace.initial_state));
    for (const [key, stored] of Object.entries(trace.initial_state)) {
      expect(initialState[key].data).toEqual(rounded(stored));
    }

    const losses = runs.flatMap((stretch) => stretch.losses);
    expect(losses).toHaveLength(trace.losses.length);
    const relative = losses.map((loss, i) => Math.abs(loss / trace.losses[i] - 1));
    expect(Math.max(...relative)).toBeLessThanOrEqual(lossTolerance(trace));

    for (const [i, { state }] of trace.runs.entries()) {
      for (const [key, stored] of Object.entries(state)) {
        const difference = largestDifference(runs[i].state[key].data, stored.data);
        expect(difference).toBeLessThanOrEqual(absoluteTolerance(trace, stored));
      }
    }
    expect([...after]).toEqual(trace.rand_after.map(Math.fround));

    expect(experiment.points.flat()).toEqual(trace.points.data);
    const tolerance = absoluteTolerance(trace, trace.predictions);
    const { data } = await plain(predictions);
    expect(largestDifference(data, trace.predictions.data)).toBeLessThanOrEqual(tolerance);
    const likely = probabilities ? (await plain(probabilities)).data : [];
    expect(largestDifference(likely, trace.probabilities?.data ?? [])).toBeLessThanOrEqual(1e-5);
    expect(classes?.tolist()).toEqual(trace.classes);
    expect(accuracy ?? 0).toBeCloseTo(trace.accuracy ?? 0, 12);
  });
});
