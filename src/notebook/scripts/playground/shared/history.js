// Undo and redo of any state: what is frozen is shared, all else is copied.
var MOST_REMEMBERED = 100;

function copied(value) {
  // numbers and texts count as frozen
  if (Object.isFrozen(value)) { return value; }
  if (Array.isArray(value)) { return value.map(copied); }
  var copy = {};
  Object.keys(value).forEach(function (key) { copy[key] = copied(value[key]); });
  return copy;
}

// to begin with: { past: [], future: [] }; to be called before a change
function remember(stack, state) {
  stack.past.push(copied(state));
  if (stack.past.length > MOST_REMEMBERED) { stack.past.shift(); }
  stack.future = [];
  return stack;
}

function undo(stack, state) { return exchanged(stack.past, stack.future, state); }

function redo(stack, state) { return exchanged(stack.future, stack.past, state); }

// the state stays the same object, with the contents of an earlier or later one
function exchanged(from, to, state) {
  if (from.length === 0) { return state; }
  to.push(copied(state));
  var other = from.pop();
  Object.keys(state).forEach(function (key) { delete state[key]; });
  Object.keys(other).forEach(function (key) { state[key] = other[key]; });
  return state;
}
