// Owns scikit-learn's part: generators, splits, scalers, linear regression, facts of the bundled data.
import { toArguments } from "../call.ts";
import { closeFloat, compareValue, readTensor } from "../compare.ts";
import type { Context } from "../context.ts";
import { camelCase, find, isTensor, lookup, method, NotImplemented } from "../library.ts";
import { callDataset } from "../python/namespace.ts";
import { type CaseResult, runCase } from "../result.ts";
import { isEncodedTensor, type Value } from "../values.ts";

const TOLERANCE = { rtol: 1e-12, atol: 1e-12 };
const WITH_SVD = { rtol: 1e-8, atol: 1e-8 };

/** Keys of a stored estimator that are not its attributes. */
const NOT_ATTRIBUTES = new Set([
  "id",
  "call",
  "kwargs",
  "fit",
  "transform",
  "inverse",
  "transform_new",
  "X",
  "y",
  "predict",
  "score",
  "n",
  "train",
  "test",
  "folds",
]);

function options(context: Context, kwargs: Record<string, unknown>): unknown[] {
  return toArguments(context.library, "", undefined, [], context.decoder.dictionary(kwargs));
}

function estimator(context: Context, name: string): Value {
  const Class = find(context.library, `sklearn.${name}`);
  if (Class === undefined) throw new NotImplemented(`sklearn.${name}`);
  return Class;
}

async function checkGenerated(context: Context, stored: Value): Promise<string | null> {
  const withSvd = "effective_rank" in stored.kwargs || stored.call === "make_low_rank_matrix";
  const comparison = context.comparison(withSvd ? WITH_SVD : TOLERANCE);
  const output = callDataset(
    context.library,
    stored.call,
    [],
    context.decoder.dictionary(stored.kwargs),
  );
  return compareValue("output", output, stored.output, comparison);
}

async function integers(value: Value): Promise<number[]> {
  const data =
    ArrayBuffer.isView(value) || Array.isArray(value) ? value : (await readTensor(value)).data;
  return Array.from(data as ArrayLike<number>, Number);
}

function sameList(label: string, actual: number[], expected: number[]): string | null {
  return actual.join() === expected.join()
    ? null
    : `${label}: ${actual.join().slice(0, 120)}, expected ${expected.join().slice(0, 120)}`;
}

async function checkSplit(context: Context, stored: Value): Promise<string | null> {
  const index = context.decoder.tensor({
    shape: [stored.n],
    dtype: "int64",
    data: Array.from({ length: stored.n }, (_, i) => i),
  });
  const split = lookup(context.library, "sklearn.trainTestSplit");
  const [train, test] = split(index, ...options(context, stored.kwargs));
  return (
    sameList("train", await integers(train), stored.train) ??
    sameList("test", await integers(test), stored.test)
  );
}

async function checkFolds(context: Context, stored: Value): Promise<string | null> {
  const folds = new (estimator(context, stored.call))(...options(context, stored.kwargs));
  const zeros = method(context.library, "zeros")([stored.n, 1]);
  const parts: Value[] = [...method(folds, "split", stored.call)(zeros)];
  if (parts.length !== stored.folds.length)
    return `${parts.length} folds, expected ${stored.folds.length}`;
  for (const [i, [train, test]] of parts.entries()) {
    const [wantedTrain, wantedTest] = stored.folds[i];
    const difference =
      sameList(`fold ${i} train`, await integers(train), wantedTrain) ??
      sameList(`fold ${i} test`, await integers(test), wantedTest);
    if (difference !== null) return difference;
  }
  return null;
}

/** Learned attributes such as mean_, under that name or in camelCase. */
async function compareAttributes(
  context: Context,
  model: Value,
  stored: Value,
): Promise<string | null> {
  for (const [key, expected] of Object.entries<Value>(stored)) {
    if (NOT_ATTRIBUTES.has(key)) continue;
    const actual = model[key] ?? model[camelCase(key)] ?? model[camelCase(key).replace(/_$/, "")];
    if (actual === undefined) throw new NotImplemented(`${stored.call}.${key}`);
    const difference = await compareNumber(context, key, actual, expected);
    if (difference !== null) return difference;
  }
  return null;
}

/** A number may be stored as a 0-d array and held as a number, or the other way round. */
async function compareNumber(
  context: Context,
  label: string,
  actual: Value,
  expected: Value,
): Promise<string | null> {
  const scalar =
    typeof expected === "number" || (isEncodedTensor(expected) && expected.shape.length === 0);
  if (!scalar) return compareValue(label, actual, expected, context.comparison(TOLERANCE));
  const wanted = Number(isEncodedTensor(expected) ? expected.data[0] : expected);
  const value = isTensor(context.library, actual)
    ? Number((await readTensor(actual)).data[0])
    : actual;
  return closeFloat(value, wanted, TOLERANCE) ? null : `${label}: ${value}, expected ${wanted}`;
}

async function checkScaler(context: Context, stored: Value): Promise<string | null> {
  const { decoder } = context;
  const scaler = new (estimator(context, stored.call))(...options(context, stored.kwargs));
  const input = decoder.tensor(stored.fit);
  method(scaler, "fit", stored.call)(input);
  const comparison = context.comparison(TOLERANCE);
  const transform = method(scaler, "transform", stored.call);
  const scaled = transform(input);
  const [fresh, wanted] = stored.transform_new;
  return (
    (await compareAttributes(context, scaler, stored)) ??
    (await compareValue("transform", scaled, stored.transform, comparison)) ??
    (await compareValue(
      "inverse",
      method(scaler, "inverseTransform", stored.call)(scaled),
      stored.inverse,
      comparison,
    )) ??
    compareValue("transform_new", transform(decoder.tensor(fresh)), wanted, comparison)
  );
}

async function checkRegression(context: Context, stored: Value): Promise<string | null> {
  const { decoder } = context;
  const model = new (estimator(context, stored.call))(...options(context, stored.kwargs));
  const [X, y] = [decoder.tensor(stored.X), decoder.tensor(stored.y)];
  method(model, "fit", stored.call)(X, y);
  return (
    (await compareAttributes(context, model, stored)) ??
    (await compareValue(
      "predict",
      method(model, "predict", stored.call)(X),
      stored.predict,
      context.comparison(TOLERANCE),
    )) ??
    compareNumber(context, "score", method(model, "score", stored.call)(X, y), stored.score)
  );
}

function bundledData(context: Context, name: string): Value {
  const load = find(context.library, camelCase(`datasets.load_${name}`));
  if (typeof load !== "function") throw new NotImplemented(`datasets.${camelCase(`load_${name}`)}`);
  return load;
}

async function checkBundled(context: Context, name: string, facts: Value): Promise<string | null> {
  const data = await bundledData(context, name)(...(facts.scaled ? [{ scaled: false }] : []));
  const X = await readTensor(Array.isArray(data) ? data[0] : (data.data ?? data.X));
  const y = await readTensor(Array.isArray(data) ? data[1] : (data.target ?? data.y));
  const [rows, features] = X.shape;
  if (rows !== facts.rows || features !== facts.features) return `shape: [${rows}, ${features}]`;
  const at = (i: number, j: number) => Number(X.data[i * features + j]);
  const total = (read: (i: number) => number) =>
    Array.from({ length: rows }, (_, i) => read(i)).reduce((a, b) => a + b, 0);
  for (let j = 0; j < features; j++) {
    const mean = total((i) => at(i, j)) / rows;
    const deviation = Math.sqrt(total((i) => (at(i, j) - mean) ** 2) / rows);
    const column = Array.from({ length: rows }, (_, i) => at(i, j));
    const checks: [string, number, number][] = [
      ["mean", mean, facts.feature_means[j]],
      ["standard deviation", deviation, facts.feature_stds[j]],
      ["minimum", Math.min(...column), facts.feature_mins[j]],
      ["maximum", Math.max(...column), facts.feature_maxs[j]],
      ["first row", at(0, j), facts.first_row[j]],
      ["last row", at(rows - 1, j), facts.last_row[j]],
    ];
    const wrong = checks.find(([, actual, expected]) => !closeFloat(actual, expected, TOLERANCE));
    if (wrong) return `${wrong[0]} of feature ${j}: ${wrong[1]}, expected ${wrong[2]}`;
  }
  const mean = total((i) => Number(y.data[i])) / rows;
  return closeFloat(mean, facts.target_mean, TOLERANCE)
    ? null
    : `target mean: ${mean}, expected ${facts.target_mean}`;
}

function checkPreprocessing(context: Context, stored: Value): Promise<string | null> {
  if (stored.call === "train_test_split") return checkSplit(context, stored);
  if (stored.folds) return checkFolds(context, stored);
  return stored.fit ? checkScaler(context, stored) : checkRegression(context, stored);
}

/** Runs the files of `sklearn/`. */
export async function* run(context: Context): AsyncGenerator<CaseResult> {
  for (const stored of context.folder.read("sklearn/generated")?.cases ?? []) {
    if (context.wants(stored.call))
      yield await runCase("sklearn", stored.call, stored.id, () => checkGenerated(context, stored));
  }
  for (const stored of context.folder.read("sklearn/preprocessing")?.cases ?? []) {
    if (context.wants(stored.call))
      yield await runCase("sklearn", stored.call, stored.id, () =>
        checkPreprocessing(context, stored),
      );
  }
  for (const [name, facts] of Object.entries<Value>(
    context.folder.read("sklearn/bundled_facts") ?? {},
  )) {
    if (context.wants(`load_${name}`))
      yield await runCase("sklearn", `load_${name}`, name, () =>
        checkBundled(context, name, facts),
      );
  }
}
