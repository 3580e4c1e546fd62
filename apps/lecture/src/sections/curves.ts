// The curve that a line cannot follow: one hidden layer, two, and two wider ones.
import { noGrad } from "flambeau";
import { plotNodes, plotRegression } from "@flambeau/plot";
import type { Context, Section } from "../context.ts";
import { namedRegression, type nonlinRegression } from "../models.ts";
import { narrate, tellPredictions } from "../narrate.ts";
import { problems } from "../problems.ts";
import { predict, type Outcome } from "../run.ts";

const ranges = { yRange: [-25, 25], dy: 5 } as const;

const capital = (text: string): string => text[0].toUpperCase() + text.slice(1);

/** Trains, shows predictions and draws the fit. */
async function fit(context: Context, name: "nonlinear" | "deep" | "wide"): Promise<Outcome> {
  const outcome = await narrate(context, name);
  const { session } = outcome;
  const { title } = session.experiment;
  tellPredictions(context, outcome);
  const prediction = await predict(session, session.X);
  const { X, y } = session.problem;
  context.gallery.hang(
    `${name}-fit`,
    plotRegression(X, y, prediction, { title: capital(title), ...ranges }),
  );
  return outcome;
}

async function giveNonlinear(context: Context): Promise<void> {
  const { report, gallery } = context;
  report.text(
    `A stack of linear layers is one linear layer. What lets a network bend is the activation function
    between them: here a sigmoid, which maps every number into (0, 1). A model can name its layers
    one by one, or hold them as a sequence; both have the same ten parameters.`,
  );
  report.show("new namedRegression(1, 3, 1)", new namedRegression(1, 3, 1));
  const { X, y } = problems.curve();
  gallery.hang("curve-data", plotRegression(X, y, undefined, { title: "Data", ...ranges }));

  const { session } = await fit(context, "nonlinear");
  const model = session.model as nonlinRegression;
  const hidden = noGrad(() => model.main.at(1)(model.main.at(0)(session.X)));
  const prediction = await predict(session, session.X);
  report.text(
    `Each hidden node is a feature of its own: a step somewhere along x. The output layer weighs the
    steps and adds them up.`,
  );
  const title = "What the hidden nodes compute";
  const state = model.stateDict();
  const output = {
    weight: await state.get("main.2.weight")!.detach().cpu(),
    bias: await state.get("main.2.bias")!.detach().cpu(),
  };
  const nodes = { hidden: await hidden.cpu(), output, prediction, y, title };
  gallery.hang("nonlinear-nodes", plotNodes(X, nodes));
}

async function giveDeep(context: Context): Promise<void> {
  context.report.text(
    `A network with more than one hidden layer is called deep, one with a single hidden layer shallow.
    Each layer builds its features from those of the layer before.`,
  );
  await fit(context, "deep");
}

async function giveWide(context: Context): Promise<void> {
  context.report.text(
    "More nodes in both hidden layers give it more features to follow the ends with.",
  );
  await fit(context, "wide");
}

/** Non-linear regression with one hidden layer. */
export const nonlinear: Section = { title: "Non-linear regression", give: giveNonlinear };
/** Two hidden layers. */
export const deep: Section = { title: "Deep learning", give: giveDeep };
/** Two hidden layers of ten nodes. */
export const wide: Section = { title: "Deep learning, with more nodes", give: giveWide };
