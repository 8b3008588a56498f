"""The same steps in Keras under tf.function, for bench/training.ts: argv is THREADS."""
import json, os, sys, time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf

threads = int(sys.argv[1])
tf.config.threading.set_intra_op_parallelism_threads(threads)
tf.config.threading.set_inter_op_parallelism_threads(1)
K = tf.keras


def block(outputs, kernel, stride=1):
    return [
        K.layers.Conv2D(outputs, kernel, stride, padding="same", use_bias=False, kernel_initializer="he_normal"),
        K.layers.BatchNormalization(scale=False, momentum=0.98, epsilon=1e-3),
        K.layers.LeakyReLU(0.1),
    ]


def readout(columns):
    return K.Sequential([*block(32, 3), *block(32, 3), K.layers.Conv2D(columns, 1)])


def network(columns):
    shrinking = [*block(16, 5, 2), *block(32, 3, 2), *block(64, 3, 2)]
    mixing = [*block(64, 3), *block(64, 3), K.layers.Conv2D(8, 3, padding="same")]
    return K.Sequential([*shrinking, *mixing, *block(64, 3), *block(64, 3), K.layers.Conv2D(columns, 1)])


def load(path, shape):
    return np.fromfile(path, dtype=np.float32).reshape(shape)


trainers = {}


def trainer(members):
    adam = K.optimizers.legacy.Adam(3e-3)

    @tf.function
    def step(x, truths):
        with tf.GradientTape() as tape:
            losses = [tf.reduce_mean(tf.abs(m(x, training=True) - t)) for m, t in zip(members, truths)]
            variables = [v for m in members for v in m.trainable_variables]
            decay = tf.add_n([tf.nn.l2_loss(v) for v in variables if len(v.shape) > 1])
            total = tf.add_n(losses) + 1e-6 * decay
        adam.apply_gradients(zip(tape.gradient(total, variables), variables))
        return tf.stack(losses)

    return step


def steps(request):
    key = (request["work"], request["members"], request["columns"])
    x = load(request["inputs"], request["shape"])
    truths = [load(path, (len(x), 8, 8, request["columns"])) for path in request["truths"]]
    if key not in trainers:
        make = network if request["work"] == "network" else readout
        trainers[key] = trainer([make(request["columns"]) for _ in range(request["members"])])
    step = trainers[key]
    times = []
    for i in range(request["steps"]):
        start, busy = time.perf_counter(), time.process_time()
        rows = np.random.default_rng(i).permutation(len(x))[: request["batch"]]
        step(tf.constant(x[rows]), [tf.constant(t[rows]) for t in truths]).numpy()
        times.append((time.perf_counter() - start, time.process_time() - busy))
    seconds, cpu = np.median(times, 0)
    return {"seconds": seconds, "cpu": cpu}


for line in sys.stdin:
    print(json.dumps(steps(json.loads(line))), flush=True)
