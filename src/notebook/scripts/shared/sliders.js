// How sliders look: a track filled from 0 to the value, with a line at 0.
function sliderStyle(within) {
  var range = within + " input[type=range]";
  var ends = ["from", "to"].map(end => " calc(8px + (100% - 16px)*var(--" + end + "))");
  var filled = "transparent" + ends[0] + ",var(--color)" + ends[0] + ",var(--color)" + ends[1] +
    ",transparent" + ends[1];
  var track = "{background:linear-gradient(to right," + filled + ");border-radius:3px;" +
    "box-shadow:inset 0 0 0 1px " + colors.quiet + ";height:6px}";
  var thumb = "{-webkit-appearance:none;appearance:none;background:var(--color);border:2px solid " +
    colors.paper + ";border-radius:50%;box-shadow:0 0 0 1px " + colors.ink + ";box-sizing:border-box;" +
    "height:16px;margin-top:-5px;width:16px}";
  return range + "{-webkit-appearance:none;appearance:none;background:linear-gradient(" + colors.ink + "," +
    colors.ink + ") no-repeat calc(7px + (100% - 14px)*var(--zero)) 50%/2px 16px;border:0;flex:1;" +
    "height:24px;min-width:80px;padding:0;width:80px}" +
    range + "::-webkit-slider-runnable-track" + track + range + "::-moz-range-track" + track +
    range + "::-webkit-slider-thumb" + thumb + range + "::-moz-range-thumb" + thumb;
}

// the track in a colour from 0 to the value, as long as the number is large
function fill(range, slider, value, color) {
  var half = slider[1] / 2 - slider[0] / 2;
  var places = [0, value].map(number => {
    return Math.min(Math.max((number / 2 - slider[0] / 2) / half, 0), 1);
  });
  range.style.setProperty("--zero", places[0]);
  range.style.setProperty("--from", Math.min(places[0], places[1]));
  range.style.setProperty("--to", Math.max(places[0], places[1]));
  range.style.setProperty("--color", color);
}
