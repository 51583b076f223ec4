// Data to begin with; what is random is the same for the same seed.
var DATA = [
  ["and", "and"], ["or", "or"], ["xor", "exclusive or"], ["heaps", "two heaps"],
  ["units", "two heaps in different units"], ["moons", "two moons"], ["circles", "two circles"],
  ["ten", "ten and one"]
];

// numbers from 0 to 1: G. Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8(14), 2003
function randomNumbers(seed) {
  var x = (seed * 2654435761 + 88675123) >>> 0 || 1;
  function next() {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    x >>>= 0;
    return x / 4294967296;
  }
  // the first ones of seeds next to each other are alike
  for (var i = 0; i < 8; i += 1) { next(); }
  return next;
}

// G. E. P. Box, M. E. Muller, "A note on the generation of random normal deviates", 1958
function normalNumber(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

// with few digits, so that they can be read
function dataPoint(x, y, target) {
  var at = [x, y].map(function (value) { return Math.round(value * 1000) / 1000 + 0; });
  return { at: at, target: target };
}

function gate(targets) {
  return targets.map(function (target, i) { return dataPoint(i >> 1, i & 1, target); });
}

// `count` points of two classes; `place` says where the share t of the way along a class is
function scattered(count, noise, seed, place) {
  var random = randomNumbers(seed), points = [], first = Math.ceil(count / 2);
  for (var i = 0; i < count; i += 1) {
    var target = i < first ? 0 : 1, members = target ? count - first : first;
    var at = place(target, ((target ? i - first : i) + 0.5) / members);
    var x = at[0] + noise * normalNumber(random);
    points.push(dataPoint(x, at[1] + noise * normalNumber(random), target));
  }
  return points;
}

// options, each with a default: count, noise, distance (of the heaps' centres), seed
function dataToBeginWith(name, options) {
  function option(key, otherwise) { return options && isFinite(options[key]) ? options[key] : otherwise; }
  var count = Math.min(Math.max(Math.round(option("count", 40)), 2), 200);
  var seed = option("seed", 1), noise = option("noise", name === "heaps" || name === "units" ? 0.4 : 0.1);
  var half = option("distance", 2) / 2 * Math.SQRT1_2;
  switch (name) {
    case "and": return gate([0, 0, 0, 1]);
    case "or": return gate([0, 1, 1, 1]);
    case "xor": return gate([0, 1, 1, 0]);
    case "units": return scattered(count, noise, seed, function (target) {
      return target ? [half, half] : [-half, -half];
    }).map(function (point) { return dataPoint(point.at[0], 500 + 100 * point.at[1], point.target); });
    case "moons": return scattered(count, noise, seed, function (target, t) {
      var x = Math.cos(Math.PI * t), y = Math.sin(Math.PI * t);
      return target ? [1 - x, 0.5 - y] : [x, y];
    });
    case "circles": return scattered(count, noise, seed, function (target, t) {
      var radius = target ? 0.5 : 1, angle = 2 * Math.PI * t;
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    });
    case "ten": {
      var random = randomNumbers(seed), points = [];
      for (var i = 0; i < 10; i += 1) {
        points.push(dataPoint(normalNumber(random) * 0.3, normalNumber(random) * 0.3, 0));
      }
      return points.concat([dataPoint(1.2, 1.2, 1)]);
    }
    default: return scattered(count, noise, seed, function (target) {
      return target ? [half, half] : [-half, -half];
    });
  }
}

// The random numbers of the crate fastrand: WyRand by Wang Yi.
function fastRandom(seed) {
  var word = (1n << 64n) - 1n, state = BigInt(seed) & word;
  function next() {
    state = (state + 0x2d358dccaa6c78a5n) & word;
    var product = state * (state ^ 0x8bb84b93962eacc9n);
    return (product & word) ^ (product >> 64n);
  }
  // a whole number below another: D. Lemire, "Fast random integer generation in an interval", 2019
  function below(number) {
    var bound = BigInt(number), product = next() * bound;
    if ((product & word) < bound) {
      var least = ((1n << 64n) - bound) % bound;
      while ((product & word) < least) { product = next() * bound; }
    }
    return Number(product >> 64n);
  }
  return {
    // from 0 to below 1
    real: function () {
      var share = 1;
      while (share === 1) { share = Number(next() >> 1n) / 9223372036854775808; }
      return share;
    },
    shuffle: function (list) {
      for (var i = 1; i < list.length; i += 1) {
        var other = below(i + 1), held = list[i];
        list[i] = list[other];
        list[other] = held;
      }
      return list;
    },
    seed: function () { return String(state); }
  };
}

// as Dataset::shuffle
function shuffledOrder(n, seed) {
  var order = [];
  for (var i = 0; i < n; i += 1) { order.push(i); }
  return fastRandom(seed).shuffle(order);
}

// places from 0 to 1, as Scaler::min_max has them
function scaledPlaces(places) {
  var scales = [0, 1].map(function (i) {
    var values = places.map(function (at) { return at[i]; });
    var least = Math.min.apply(null, values), most = Math.max.apply(null, values), size = most - least;
    // numbers that differ by the rounding of their last digits only
    var rounded = least % 1 !== 0 || most % 1 !== 0;
    var none = rounded && size <= 4 * Number.EPSILON * Math.max(Math.abs(least), Math.abs(most));
    return { least: least, size: none ? 0 : size };
  });
  return places.map(function (at) {
    return scales.map(function (scale, i) {
      var share = (at[i] - scale.least) / scale.size;
      return scale.size === 0 ? 0 : share < 0.5 ? share : 1 - (1 - share);
    });
  });
}
