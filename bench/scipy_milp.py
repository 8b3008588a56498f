"""The program (method section 4) by scipy.optimize.milp, as a second opinion on src/solver.

usage: python bench/scipy_milp.py TABLE MAX_ORDER FIRST_BUDGET LAST_BUDGET [OBJECTIVE]
Prints one JSON line a budget: value (null where infeasible), and seconds. Needs scipy.
"""
import csv, json, math, sys, time
import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix


def edges_of(path):
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            sources = row["sources"].split("+")
            target = row["target"]
            if row["affinity"] == "" or sources == ["pixels"] or sources == [target] or "random" in sources:
                continue
            gain, quality = (float(row[c]) if row[c] else None for c in ("wins_vs_pixels", "wins_vs_task"))
            yield target, [target] if sources == ["self"] else sources, float(row["affinity"]), gain, quality


def values_of(edges, objective):
    best = {}
    for target, _, affinity, *_ in edges:
        best[target] = max(affinity, best.get(target, 0))
    return [
        {"affinity": p, "gain": g, "quality": q, "log": math.log(max(p, 1e-9)), "relative": p / best[t],
         "saturating": 1 - math.exp(-20 * p)}[objective]
        for t, _, p, g, q in edges
    ]


def solve(edges, values, budget):
    targets = sorted({edge[0] for edge in edges})
    sources = sorted({source for edge in edges for source in edge[1]})
    columns = len(sources) + len(edges)
    rows, cols, entries, lower, upper = [], [], [], [], []

    def constrain(terms, least, most):
        for column, entry in terms:
            rows.append(len(lower)), cols.append(column), entries.append(entry)
        lower.append(least), upper.append(most)

    for target in targets:
        constrain([(len(sources) + e, 1) for e, edge in enumerate(edges) if edge[0] == target], 1, 1)
    for e, edge in enumerate(edges):
        for source in edge[1]:
            constrain([(len(sources) + e, 1), (sources.index(source), -1)], -np.inf, 0)
    constrain([(s, 1) for s in range(len(sources))], 0, budget)
    matrix = coo_matrix((entries, (rows, cols)), shape=(len(lower), columns)).tocsr()
    found = milp(np.concatenate([np.zeros(len(sources)), -np.array(values)]), integrality=np.ones(columns),
                 bounds=Bounds(0, 1), constraints=LinearConstraint(matrix, lower, upper), options={"mip_rel_gap": 0})
    return None if found.x is None else float(np.array(values) @ np.round(found.x[len(sources):]))


if __name__ == "__main__":
    table, order, first, last = sys.argv[1], *map(int, sys.argv[2:5])
    chosen = [edge for edge in edges_of(table) if len(edge[1]) <= order]
    worth = values_of(chosen, sys.argv[5] if len(sys.argv) > 5 else "affinity")
    for gamma in range(first, last + 1):
        start = time.perf_counter()
        value = solve(chosen, worth, gamma)
        print(json.dumps({"maxOrder": order, "budget": gamma, "value": value, "seconds": time.perf_counter() - start}), flush=True)
