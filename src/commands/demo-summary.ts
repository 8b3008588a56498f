import { byCodePoint } from "../domain/names.ts";
import type { Transfer } from "../domain/transfer.ts";
import type { TaxonomyAnswer } from "../solver/taxonomy.ts";

/**
 * First-order affinities in percent, sources down, targets across (by letter), `*` at the best source of a target. They compare
 * sources of one target only: a column's remainder to 100 lies with its self edge and its higher orders.
 */
export function affinityMatrix(transfers: Transfer[]): string {
  const first = transfers.filter(({ order, self }) => order === 1 && !self);
  const targets = [...new Set(first.map(({ target }) => target))].sort(byCodePoint);
  const sources = [...new Set(first.map(({ sources }) => sources[0]!))].sort(byCodePoint);
  const letter = (task: string): string => {
    const index = targets.indexOf(task);
    return index < 0 ? " " : String.fromCharCode(97 + index);
  };
  const cells = new Map(first.map((transfer) => [`${transfer.sources[0]}>${transfer.target}`, transfer]));

  const header = `${"source".padEnd(24)}${targets.map((target) => `→${letter(target)}`.padStart(7)).join("")}`;
  const rows = sources.map((source) => {
    const row = targets.map((target) => {
      const cell = cells.get(`${source}>${target}`);
      if (cell === undefined) return "".padStart(7);
      const text = cell.affinity === null ? "failed" : (100 * cell.affinity).toFixed(1);
      return `${text}${bestOf(first, target) === cell ? "*" : " "}`.padStart(7);
    });
    return `${letter(source)} ${source.padEnd(22)}${row.join("")}`;
  });
  return [header, ...rows].join("\n");
}

function bestOf(transfers: Transfer[], target: string): Transfer | undefined {
  const candidates = transfers.filter((t) => t.target === target && !t.control && t.affinity !== null);
  return candidates.sort((a, b) => b.affinity! - a.affinity!)[0];
}

/** Taxonomies of growing budgets: this experiment's, and below it the published table's for the same tasks. */
export function taxonomyTable(ours: TaxonomyAnswer[], published: TaxonomyAnswer[]): string {
  const header = `${"budget".padEnd(8)}${"".padEnd(6)}  Gain  Quality  labels to buy`;
  const rows = ours.flatMap((answer, i) => [
    `${String(answer.budget).padEnd(8)}${"here".padEnd(6)}${figures(answer)}`,
    `${"".padEnd(8)}${"paper".padEnd(6)}${figures(published[i]!)}`,
  ]);
  return [header, ...rows].join("\n");
}

const figures = ({ gain, quality, usedSources }: TaxonomyAnswer): string =>
  `${share(gain).padStart(6)}  ${share(quality).padStart(7)}  ${usedSources.join(" ")}`;

const share = (value: number | null): string => (value === null ? "-" : value.toFixed(2));

/** The edges of one taxonomy, a line each. */
export function taxonomyEdges({ transfers }: TaxonomyAnswer): string {
  return transfers
    .map(({ target, sources, self, gain, quality }) => {
      const from = self ? "its own labels" : sources.join(" + ");
      return `  ${target.padEnd(22)} ← ${from.padEnd(44)} Gain ${share(gain)}  Quality ${share(quality)}`;
    })
    .join("\n");
}
