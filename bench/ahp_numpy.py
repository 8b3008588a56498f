"""Half-tie win counts by numpy, for bench/ahp.ts. A line of input is FILE MEMBERS IMAGES: float32 losses, row by row.

Pairs of rows, one at a time, are numpy's fastest way here: whole blocks with axis=1 took 1.4 to 3 times as long.
"""
import json, sys, time
import numpy as np

for line in sys.stdin:
    path, members, images = line.split()
    losses = np.fromfile(path, dtype=np.float32).reshape(int(members), int(images))
    start, busy = time.perf_counter(), time.process_time()
    wins = np.full((len(losses), len(losses)), losses.shape[1] / 2)
    for i, a in enumerate(losses):
        for j in range(i):
            b = losses[j]
            wins[i, j] = np.count_nonzero(a < b) + 0.5 * np.count_nonzero(a == b)
            wins[j, i] = losses.shape[1] - wins[i, j]
    seconds, cpu = time.perf_counter() - start, time.process_time() - busy
    wins.tofile(path + ".wins")
    print(json.dumps({"seconds": seconds, "cpu": cpu}))
