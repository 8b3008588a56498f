"""Prints the reference figures of this folder's tests; needs numpy, scipy and scikit-learn: python test/estimators/reference.py"""
import numpy as np
from sklearn.metrics.pairwise import cosine_similarity, laplacian_kernel
from sklearn.preprocessing import StandardScaler
from sklearn.covariance import LedoitWolf
from scipy.optimize import minimize
from scipy.stats import spearmanr, multivariate_normal
def features(n, d, a):  # simple deterministic numbers, same formula in TypeScript
    i, k = np.meshgrid(np.arange(n), np.arange(d), indexing="ij")
    return np.sin(a * (i + 1) * (k + 2)) + 0.3 * np.cos((i + 1) ** 2 * a)
n = 12
x, y = features(n, 20, 0.7), features(n, 7, 1.1)
def u(k):
    k = k.copy(); np.fill_diagonal(k, 0)
    r = k.sum(0); t = r.sum()
    c = k - r[:, None] / (n - 2) - r[None, :] / (n - 2) + t / ((n - 1) * (n - 2))
    np.fill_diagonal(c, 0); return c
def dds(f):
    a, b = u(f(StandardScaler().fit_transform(x))), u(f(StandardScaler().fit_transform(y)))
    return (a * b).sum() / np.linalg.norm(a) / np.linalg.norm(b)
print("dds cosine", dds(cosine_similarity), "laplacian", dds(laplacian_kernel))
iu = np.triu_indices(n, 1)
print("rsa", spearmanr((1 - np.corrcoef(x))[iu], (1 - np.corrcoef(y))[iu]).statistic)
def evidence(f, t):  # log N(t; 0, f f^T / prior + I / noise), maximised numerically
    def loss(p):
        c = f @ f.T * np.exp(p[0]) + np.eye(len(t)) * np.exp(p[1])
        return -multivariate_normal(np.zeros(len(t)), c).logpdf(t) / len(t)
    return max(-minimize(loss, s, method="Nelder-Mead", options=dict(xatol=1e-9, fatol=1e-13, maxiter=5000)).fun for s in ([0, 0], [-2, -1], [-3, 0]))
classes = np.array([0, 1, 1, 2, 0, 1, 2, 2, 0, 1, 0, 2])
for name, f in (("wide", x), ("narrow", y[:, :4] + np.outer(classes, [1, 2, 0, 0]))):
    f = f - f.mean(0)
    t = np.eye(3)[classes]; t = t - t.mean(0)
    print(name, "logme classes", np.mean([evidence(f, t[:, c]) for c in range(3)]))
    v = features(n, 2, 0.4); v = v - v.mean(0)
    print(name, "logme vector", np.mean([evidence(f, v[:, c]) for c in range(2)]))
    lw = LedoitWolf(assume_centered=True).fit(f)
    g = np.array([f[classes == c].mean(0) for c in classes])
    print(name, "hscore", (1 - lw.shrinkage_) * np.trace(np.linalg.inv(lw.covariance_) @ g.T @ g / n), "shrinkage", lw.shrinkage_)
