// Runs the playground's engine over random sequences of edits and steps, or over
// random points, and says what came of each, a line of JSON for each:
//
//     node tests/playground/sequences.js sequences COUNT SEED
//     node tests/playground/sequences.js verdicts COUNT SEED
//     node tests/playground/sequences.js samples COUNT SEED     the same as Rust to compile
//
// Numbers are written as the bits of 64-bit floats.
"use strict";
const fs = require("fs");
const path = require("path");

const FOLDER = path.join(__dirname, "..", "..", "src", "notebook", "scripts");
const MODULES = [
  "shared/numbers", "playground/shared/data", "playground/shared/history", "playground/perceptron/record",
  "playground/perceptron/perceptron", "playground/perceptron/separable", "playground/shared/rust_words",
  "playground/perceptron/rust"
];
const NAMES = [
  "create", "step", "epoch", "reset", "load", "addPoint", "movePoint", "relabel", "removePoint", "setWeights", "set",
  "remember", "undo", "redo", "rust", "verdict", "randomNumbers", "dataToBeginWith", "DATA",
  "scalePoints", "scaledPlaces"
];
const source = MODULES.map((name) => fs.readFileSync(path.join(FOLDER, `${name}.js`), "utf8")).join("");
const engine = new Function(`${source}\nreturn { ${NAMES.join(", ")} };`)();

const view = new DataView(new ArrayBuffer(8));

function bits(value) {
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString();
}

/** Random choices of one sequence. */
class Choices {
  constructor(seed) { this.random = engine.randomNumbers(seed); }
  below(n) { return Math.floor(this.random() * n); }
  of(list) { return list[this.below(list.length)]; }
  target() { return this.below(2); }
  /** Few digits, many digits, small, large, and places that come twice. */
  coordinate() {
    switch (this.below(8)) {
      case 0: return this.random() * 2 - 1;
      case 1: return (this.random() - 0.5) * Number(`1e${this.below(40) - 20}`);
      case 2: return this.of([0, -0, 1, -1, 1e100, 5e-324, 1e16, 0.1 + 0.2]);
      default: return Math.round(this.random() * 40 - 20) / 10;
    }
  }
  at() { return [this.coordinate(), this.coordinate()]; }
  points(most) {
    return Array.from({ length: this.below(most + 1) }, () => ({ at: this.at(), target: this.target() }));
  }
  rate() { return this.of([0.01, 0.1, 1, 0.5, 1e-5, 3, this.random() + 1e-9]); }
}

function start(choices) {
  const given = { points: choices.points(8), rate: choices.rate(), low: choices.of([0, 0, -1]) };
  if (choices.below(3) === 0) {
    given.weights = choices.at();
    given.bias = choices.coordinate();
  }
  if (choices.below(4) === 0) { given.goal = choices.of([0, 0.6, 1.5, -1]); }
  if (choices.below(5) === 0) { given.named = '.name_inputs(["a \\"1, 2\\"", "b"])?'; }
  return given;
}

function change(state, choices, stack) {
  const some = choices.below(state.points.length || 1), what = choices.below(16);
  if (what > 3 && what < 14) { engine.remember(stack, state); }
  switch (what) {
    case 0: case 1: return repeat(1 + choices.below(7), () => engine.step(state));
    case 2: case 3: return repeat(1 + choices.below(6), () => engine.epoch(state));
    case 4: return engine.addPoint(state, choices.at(), choices.target());
    case 5: return engine.movePoint(state, some, choices.at());
    case 6: return engine.relabel(state, some);
    case 7: return engine.removePoint(state, some);
    case 8: return engine.setWeights(state, choices.at(), choices.coordinate());
    case 9: return engine.set(state, "rate", choices.rate());
    case 10: return engine.set(state, "order", choices.of(["given", "shuffled"]));
    case 11: return engine.set(state, "seed", choices.of([0, 7, 4294967296 * choices.below(1000) + choices.below(1000)]));
    case 12: return engine.set(state, "goal", choices.of([0, 0.01, 1]));
    case 13: return choices.below(6) ? state : begun(state, choices);
    case 14: return engine.undo(stack, state);
    default: return engine.redo(stack, state);
  }
}

function begun(state, choices) {
  if (choices.below(2)) { return choices.below(2) ? engine.reset(state) : engine.scalePoints(state); }
  const name = choices.of(engine.DATA)[0];
  return engine.load(state, choices.below(4) ? engine.dataToBeginWith(name, { count: 12, seed: choices.below(9) }) : undefined);
}

function repeat(times, once) { for (let i = 0; i < times; i += 1) { once(); } }

function sequence(seed) {
  const choices = new Choices(seed), state = engine.create(start(choices)), stack = { past: [], future: [] };
  // some are so long that their beginning is left out
  repeat(choices.below(40) ? choices.below(20) : 300, () => change(state, choices, stack));
  return state;
}

function results(state) {
  return {
    rust: engine.rust(state), weights: [...state.weights, state.bias].map(bits),
    errors: state.errors.slice(state.lost).map(bits)
  };
}

/** Points on a grid, so that many lie on a line or on each other; or anywhere. */
function places(seed) {
  const choices = new Choices(seed), n = choices.below(12), kind = choices.below(6);
  const grid = () => choices.of([choices.below(4), choices.below(4) / 10, choices.below(7) - 3]);
  const along = choices.at();
  const points = Array.from({ length: n }, () => {
    const target = kind === 0 ? 1 : choices.target(), side = target * 2 - 1;
    switch (kind) {
      case 1: { const t = choices.below(9) / 4; return { at: [t, 3 * t - 1], target }; }
      case 2: return { at: [choices.random() + side * 0.4, choices.random()], target };
      case 3: { const t = choices.random(); return { at: [t * along[0], t * along[1]], target }; }
      case 4: return { at: [choices.random() * 1e6, choices.random() + side], target };
      default: return { at: [grid(), grid()], target };
    }
  });
  return points;
}

function judged(seed) {
  const points = places(seed), verdict = engine.verdict(points);
  return {
    points: points.map((point) => [...point.at.map(bits), point.target]),
    scaled: engine.scaledPlaces(points.map((point) => point.at)).map((at) => at.map(bits)),
    exists: verdict.exists, line: verdict.line ? verdict.line.map(bits) : null,
    margin: verdict.margin ? bits(verdict.margin) : null, on: verdict.on || [],
    at: verdict.at ? verdict.at.map(bits) : null, of: verdict.of || null
  };
}

/** A function of Rust for each sequence that has something to compile. */
function sample(seed) {
  const state = sequence(seed), result = results(state);
  const lines = result.rust.split("\n").map((line) => "    " + line);
  const errors = result.rust.includes("let mut errors") ? "errors" : "history.errors().to_vec()";
  return [
    `fn sample_${seed}() -> Sample {`, ...lines,
    `    Ok((perceptron, ${errors}, &[${result.weights.join(", ")}], &[${result.errors.join(", ")}]))`, "}"
  ].join("\n");
}

const [kind, count, first] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const seeds = Array.from({ length: count }, (_, i) => first + i);
const lines = {
  sequences: () => seeds.map((seed) => JSON.stringify(results(sequence(seed)))),
  verdicts: () => seeds.map((seed) => JSON.stringify(judged(seed))),
  samples: () => [
    "// Written by tests/playground/sequences.js.",
    ...seeds.map(sample),
    `const SAMPLES: &[fn() -> Sample] = &[${seeds.map((seed) => `sample_${seed}`).join(", ")}];`
  ]
}[kind]();
process.stdout.write(lines.join("\n") + "\n");
