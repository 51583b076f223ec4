// Numbers as they are read, and as Rust reads them.

// this number of significant digits; half-way between two, the even one
function significant(value, digits) {
  if (value === 0) { return "0"; }
  if (!isFinite(value)) { return value !== value ? "NaN" : value > 0 ? "∞" : "-∞"; }
  var text = rounded(value, digits), size = Math.abs(Number(text));
  var plain = Number("1e" + Math.max(digits, 7));
  if (size < 1e-5 || size >= plain) {
    return (digits > 16 ? value.toExponential() : text).replace(/(\.\d*?)0*e/, "$1e").replace(/\.?e\+?/, "e");
  }
  return written(Number(text));
}

function rounded(value, digits) {
  var tie = new RegExp("^(-?\\d\\.\\d{" + (digits - 2) + "}[02468])50*(e.*)$").exec(value.toExponential(60));
  return tie ? tie[1] + tie[2] : value.toExponential(digits - 1);
}

// without an exponent
function written(value) {
  var text = String(value), parts = /^(-?)(\d)\.?(\d*)e-(\d+)$/.exec(text);
  if (!parts) { return text; }
  return parts[1] + "0." + "0".repeat(Number(parts[4]) - 1) + parts[2] + parts[3];
}

// a text as it is seen: hyphens that are minus signs become such, as in the other pictures
function typeset(text) {
  text = text.replace(/(^|[^\p{L}\p{N}_.-])-(?=[\d∞])/gu, "$1\u2212").replace(/(\de)-(?=\d)/g, "$1\u2212");
  return /[=<>·×]/.test(text) ? text.replace(/ -(?=[ \p{L}])/gu, " \u2212") : text;
}

function short(value) { return significant(value, 4); }

// what a reader makes of it
function read(value, digits) {
  return isFinite(value) && value !== 0 ? Number(rounded(value, digits)) : value;
}

// the fewest digits with which something holds
function fewest(least, holds) {
  for (var digits = least; digits < 17; digits += 1) { if (holds(digits)) { return digits; } }
  return 17;
}

// the fewest digits that tell numbers apart
function apart(values, least) {
  return fewest(least, digits => {
    return values.every((value, i) => {
      return i === 0 || value === values[i - 1] || read(value, digits) !== read(values[i - 1], digits);
    });
  });
}

// a float in Rust, with the digits that it takes to read it back
function literal(value) {
  var size = Math.abs(value);
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) {
    return value.toExponential().replace("e+", "e");
  }
  var text = 1 / value === -Infinity ? "-0" : String(value);
  return text.indexOf(".") < 0 ? text + ".0" : text;
}
