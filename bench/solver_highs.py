"""Native HiGHS on a model of src/solver/model.ts, for bench/solver-scale.ts. A line of input is a JSON file and a time limit."""
import json, resource, sys, time
import highspy
import numpy as np


def solve(model, limit):
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model["objective"]), len(model["rowUpper"])
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.array(model["objective"])
    lp.col_lower_, lp.col_upper_ = np.zeros(lp.num_col_), np.ones(lp.num_col_)
    lp.row_lower_ = np.array([-np.inf if bound is None else bound for bound in model["rowLower"]], dtype=float)
    lp.row_upper_ = np.array(model["rowUpper"], dtype=float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(model["starts"], dtype=np.int32)
    lp.a_matrix_.index_ = np.array(model["indices"], dtype=np.int32)
    lp.a_matrix_.value_ = np.array(model["values"], dtype=float)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * lp.num_col_
    highs = highspy.Highs()
    for option, value in {"output_flag": False, "mip_rel_gap": 0.0, "mip_abs_gap": 0.0, "time_limit": limit}.items():
        highs.setOptionValue(option, value)
    start, busy = time.perf_counter(), time.process_time()
    highs.passModel(lp)
    highs.run()
    info = highs.getInfo()
    return {"seconds": time.perf_counter() - start, "cpu": time.process_time() - busy,
            "status": highs.modelStatusToString(highs.getModelStatus()), "value": info.objective_function_value,
            "bound": info.mip_dual_bound, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


for line in sys.stdin:
    path, limit = line.split()
    with open(path) as file:
        print(json.dumps(solve(json.load(file), float(limit))))
