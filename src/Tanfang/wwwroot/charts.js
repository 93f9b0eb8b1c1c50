// Draws each table that follows a [data-chart]; the numbers stay in the table, which is what is read out and without scripts all there is.
// Series differ by pattern and by the number at each bar, not by colour alone. Nothing leaves this machine: the library is our own copy.

const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const ink = getComputedStyle(document.documentElement).getPropertyValue("--ink").trim();
const colours = ["#0b655c", "#a86b00", "#3d5a98"];

for (const place of document.querySelectorAll("[data-chart]")) draw(place, place.nextElementSibling.querySelector("table"));

function draw(place, table) {
  const heads = [...table.tHead.rows[0].cells].slice(1).map(text);
  const rows = [...table.tBodies[0].rows];
  if (rows.length === 0) return;
  place.hidden = false;
  const bars = place.dataset.chart === "bar";
  place.style.height = bars ? `${6 + rows.length * (1 + heads.length) * 1.3}rem` : "20rem";
  const names = { type: "category", data: rows.map((row) => text(row.cells[0])), inverse: bars, axisLabel: { color: ink } };
  const share = { type: "value", min: 0, max: 100, axisLabel: { formatter: "{value}%", color: ink } };
  const chart = echarts.init(place, null, { renderer: "canvas" });
  chart.setOption({
    animation: !still && !matchMedia("print").matches,
    aria: { enabled: true, decal: { show: heads.length > 1 } },
    color: colours,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: ink },
    legend: heads.length > 1 ? { top: 0, textStyle: { color: ink } } : undefined,
    grid: { left: 8, right: 60, top: heads.length > 1 ? 36 : 28, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: bars ? share : names,
    yAxis: bars ? names : share,
    series: heads.map((name, i) => ({
      name,
      type: place.dataset.chart,
      data: rows.map((row) => number(row.cells[i + 1])),
      symbolSize: 9,
      label: { show: true, position: bars ? "right" : "top", formatter: (point) => (point.value === null ? "" : `${point.value.toFixed(1)}%`), color: ink },
    })),
  });
  new ResizeObserver(() => chart.resize()).observe(place);
}

function text(cell) {
  return cell.textContent.trim();
}

function number(cell) {
  const value = parseFloat(text(cell));
  return Number.isNaN(value) ? null : value;
}
