/**
 * Spans that numbers are counted in: few enough to be read at a glance, with round ends.
 * Ends are inclusive, as `range` in a filter is: the span above begins one smallest step higher.
 */

export interface Span {
  /** `null`: everything below `max`. */
  readonly min: number | null;
  /** `null`: everything from `min` on. */
  readonly max: number | null;
}

/** So many neighbouring whole numbers are counted one by one (ratings, number of sales). */
const SINGLES = 12;
const LINEAR_SPANS = 8;
/** Where the largest usual value is so many times the smallest, spans grow with the values: 1, 2, 5, 10, 20 … */
const SKEWED = 50;
const MAX_EDGES = 11;
const MAX_DECIMALS = 9;
const SAMPLES = 4096;

/** A span as the value of a facet: `10..19`, `..9`, `100..`. */
export const spanText = ({ min, max }: Span): string => `${min ?? ''}..${max ?? ''}`;

interface Shape {
  readonly min: number;
  readonly max: number;
  readonly decimals: number;
}

function shapeOf(numbers: ArrayLike<number>, size: number): Shape | null {
  let min = Infinity;
  let max = -Infinity;
  let decimals = 0;
  for (let i = 0; i < size; i++) {
    const v = numbers[i]!;
    if (v !== v) continue;
    if (v < min) min = v;
    if (v > max) max = v;
    while (decimals < MAX_DECIMALS && !isStep(v, decimals)) decimals++;
  }
  return min === Infinity ? null : { min, max, decimals };
}

function isStep(v: number, decimals: number): boolean {
  if (decimals === 0) return Number.isInteger(v);
  const scaled = v * 10 ** decimals;
  return Math.abs(scaled - Math.round(scaled)) < 1e-6;
}

/** Some of the values in order, evenly picked: enough to know what is usual. */
function sampleOf(numbers: ArrayLike<number>, size: number): Float64Array {
  const step = Math.max(1, Math.floor(size / SAMPLES));
  const sample: number[] = [];
  for (let i = 0; i < size; i += step) if (numbers[i] === numbers[i]) sample.push(numbers[i]!);
  return Float64Array.from(sample).sort();
}

/** 1, 2 or 5 times a power of ten, at least `step`. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  return power * ([1, 2, 5].find((m) => m * power >= step) ?? 10);
}

function linearEdges(low: number, high: number, unit: number): number[] {
  const step = Math.max(unit, roundStep((high - low) / LINEAR_SPANS));
  const edges: number[] = [];
  for (let i = Math.floor(low / step) + 1; i * step <= high && edges.length < MAX_EDGES; i++) edges.push(i * step);
  return edges;
}

function growingEdges(low: number, high: number): number[] {
  const edges: number[] = [];
  for (let power = 10 ** Math.floor(Math.log10(low)); power <= high; power *= 10) {
    for (const m of [1, 2, 5]) if (m * power > low && m * power <= high) edges.push(m * power);
  }
  // Many powers of ten: only these themselves.
  return edges.length <= MAX_EDGES ? edges : edges.filter((edge) => Math.abs(Math.log10(edge) - Math.round(Math.log10(edge))) < 1e-9).slice(0, MAX_EDGES);
}

/** The spans for the first `size` of these numbers; NaN is no number. None when there is no number at all. */
export function spansOf(numbers: ArrayLike<number>, size: number): readonly Span[] {
  const shape = shapeOf(numbers, size);
  if (!shape) return [];
  const { min, max, decimals } = shape;
  if (decimals === 0 && max - min < SINGLES) return Array.from({ length: max - min + 1 }, (_, i) => ({ min: min + i, max: min + i }));
  const sample = sampleOf(numbers, size);
  const at = (share: number) => sample[Math.floor(share * (sample.length - 1))]!;
  const unit = 10 ** -decimals;
  const tidy = (v: number) => Number(v.toFixed(decimals));
  const [low, high] = [at(0.02), at(0.98)];
  const smallest = Math.max(unit, at(0.1));
  const isSkewed = min >= 0 && high / smallest > SKEWED;
  const edges = (isSkewed ? growingEdges(smallest, high) : linearEdges(low, high, unit)).map(tidy);
  const starts = [null, ...edges];
  return starts.map((from, i) => ({ min: from, max: edges[i] === undefined ? null : tidy(edges[i] - unit) }));
}

/** Which span a number falls into; −1 for NaN. */
export function spanFinder(spans: readonly Span[]): (v: number) => number {
  const starts = spans.map((span) => span.min ?? -Infinity);
  return (v) => {
    if (v !== v) return -1;
    let at = starts.length - 1;
    while (at > 0 && v < starts[at]!) at--;
    return at;
  };
}
