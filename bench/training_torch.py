"""Steps of our networks in PyTorch, for bench/training.ts: argv is THREADS LAYOUT(nchw|nhwc) MODE(eager|compile).

A line of input is a JSON request {"work": "readouts" | "network" | "job", ...}; see training-requests.ts for what each means.
All readouts of a group are one loss and one optimiser step, with PyTorch's fused Adam.
"""
import json, sys, time, warnings

warnings.filterwarnings("ignore")  # numpy's, of subnormal numbers: torch flushes them to zero
import numpy as np
import torch
import torch.nn.functional as F

threads, layout, mode = int(sys.argv[1]), sys.argv[2], sys.argv[3]
torch.set_num_threads(threads)
torch.manual_seed(1)
FORMAT = torch.channels_last if layout == "nhwc" else torch.contiguous_format


class Layer(torch.nn.Module):
    """Convolution, batch normalisation with an offset, leaky unit; or a linear convolution with a bias."""

    def __init__(self, inputs, outputs, kernel, stride=1, linear=False):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.randn(outputs, inputs, kernel, kernel) * (2 / (inputs * kernel**2)) ** 0.5)
        self.bias = torch.nn.Parameter(torch.zeros(outputs))
        self.stride, self.linear = stride, linear
        self.register_buffer("mean", torch.zeros(outputs))
        self.register_buffer("variance", torch.ones(outputs))

    def forward(self, x):
        padding = self.weight.shape[2] // 2
        if self.linear:
            return F.conv2d(x, self.weight, self.bias, self.stride, padding)
        x = F.conv2d(x, self.weight, None, self.stride, padding)
        x = F.batch_norm(x, self.mean, self.variance, None, self.bias, self.training, 0.02, 1e-3)
        return F.leaky_relu(x, 0.1)


def readout(sources, columns):
    return torch.nn.Sequential(Layer(8 * sources, 32, 3), Layer(32, 32, 3), Layer(32, columns, 1, linear=True))


def network(columns):
    shrinking = [Layer(3, 16, 5, 2), Layer(16, 32, 3, 2), Layer(32, 64, 3, 2)]
    mixing = [Layer(64, 64, 3), Layer(64, 64, 3), Layer(64, 8, 3, linear=True)]
    decoder = [Layer(8, 64, 3), Layer(64, 64, 3), Layer(64, columns, 1, linear=True)]
    return torch.nn.Sequential(*shrinking, *mixing, *decoder)


class Group(torch.nn.Module):
    """Networks side by side on one input; the mean absolute error of every image, one row a member."""

    def __init__(self, members):
        super().__init__()
        self.members = torch.nn.ModuleList(members)

    def forward(self, x, truths):
        return torch.stack([(m(x) - t).abs().mean((1, 2, 3)) for m, t in zip(self.members, truths)])


def trainer(members):
    group = Group(members).to(memory_format=FORMAT)
    kernels = [p for p in group.parameters() if p.dim() > 1]
    others = [p for p in group.parameters() if p.dim() <= 1]
    adam = torch.optim.Adam([{"params": kernels, "weight_decay": 1e-6}, {"params": others}], lr=3e-3, fused=True)
    forward = torch.compile(group) if mode == "compile" else group

    def step(x, truths):
        adam.zero_grad(set_to_none=True)
        losses = forward(x, truths)
        losses.mean(1).sum().backward()
        adam.step()
        return losses.detach()

    return group, step


def load(path, shape):
    """Maps as they lie in the file (channels last) in this process's layout."""
    values = torch.from_numpy(np.fromfile(path, dtype=np.float32).reshape(shape))
    return values.permute(0, 3, 1, 2).contiguous(memory_format=FORMAT)


trainers = {}


def steps(request):
    key = (request["work"], request["members"], request["columns"])
    x = load(request["inputs"], request["shape"])
    truths = [load(path, (len(x), 8, 8, request["columns"])) for path in request["truths"]]
    if key not in trainers:
        make = network if request["work"] == "network" else lambda columns: readout(1, columns)
        trainers[key] = trainer([make(request["columns"]) for _ in range(request["members"])])
    _, step = trainers[key]
    times = []
    for i in range(request["steps"]):
        start, busy = time.perf_counter(), time.process_time()
        rows = torch.from_numpy(np.random.default_rng(i).permutation(len(x))[: request["batch"]])
        step(x[rows], [t[rows] for t in truths])
        times.append((time.perf_counter() - start, time.process_time() - busy))
    seconds, cpu = np.median(times, 0)
    return {"seconds": seconds, "cpu": cpu}


def job(request):
    start, busy = time.perf_counter(), time.process_time()
    train, test = request["train"], request["test"]
    x = load(request["inputs"], (train + test, 8, 8, 8))
    mean, scale = x[:train].mean((0, 2, 3), keepdim=True), x[:train].std((0, 2, 3), keepdim=True)
    x = (x - mean) / scale
    truths = [load(path, (train + test, 8, 8, request["columns"])) for path in request["truths"]]
    group, step = trainer([readout(1, request["columns"]) for _ in truths])
    size, random = request["batch"], np.random.default_rng(1)
    for _ in range(request["epochs"]):
        order = torch.from_numpy(random.permutation(train))
        for at in range(0, train - size + 1, size):
            rows = order[at : at + size]
            step(x[rows], [t[rows] for t in truths])
    group.eval()
    with torch.no_grad():
        parts = [group(x[at : at + 100], [t[at : at + 100] for t in truths]) for at in range(train, train + test, 100)]
    losses = torch.cat(parts, 1).numpy()
    return {"seconds": time.perf_counter() - start, "cpu": time.process_time() - busy, "loss": float(losses.mean())}


for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(job(request) if request["work"] == "job" else steps(request)), flush=True)
