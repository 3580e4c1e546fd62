# The twins of workloads.ts in PyTorch on one thread. Reads "name steps" lines, answers with seconds a step.
import sys
import time

import torch
from torch import nn

torch.set_num_threads(1)
torch.manual_seed(0)
BATCH = 50


def training(model, criterion, optimizer, x, y, flat):
    def step():
        optimizer.zero_grad()
        prediction = model(x)
        loss = criterion(prediction.flatten() if flat else prediction, y)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def linear():
    model = nn.Linear(1, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.02)
    return training(model, nn.MSELoss(), optimizer, torch.randn(BATCH, 1), torch.randn(BATCH), True)


def deep():
    model = nn.Sequential(nn.Linear(1, 10), nn.Sigmoid(), nn.Linear(10, 10), nn.Sigmoid(), nn.Linear(10, 1))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.02)
    return training(model, nn.MSELoss(), optimizer, torch.randn(BATCH, 1), torch.randn(BATCH), True)


def circles():
    model = nn.Sequential(nn.Linear(2, 5), nn.ReLU(), nn.Linear(5, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
    y = torch.rand(BATCH).round()
    return training(model, nn.BCEWithLogitsLoss(), optimizer, torch.randn(BATCH, 2), y, True)


def blobs():
    model = nn.Sequential(nn.Linear(2, 5), nn.ReLU(), nn.Linear(5, 4))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.2)
    y = torch.randint(0, 4, (BATCH,))
    return training(model, nn.CrossEntropyLoss(), optimizer, torch.randn(BATCH, 2), y, False)


def add(recorded):
    a, b = torch.tensor([1.0], requires_grad=recorded), torch.tensor([2.0])
    return lambda: a + b


def matmul(n):
    a, b = torch.randn(n, n), torch.randn(n, n)
    return lambda: a @ b


MAKE = {
    "linear": linear,
    "deep": deep,
    "circles": circles,
    "blobs": blobs,
    "add": lambda: add(False),
    "add-recorded": lambda: add(True),
    "matmul-256": lambda: matmul(256),
    "matmul-512": lambda: matmul(512),
}
made = {}
print("ready", torch.__version__, flush=True)
for line in sys.stdin:
    name, steps = line.split()
    if name not in made:
        made[name] = MAKE[name]()
    step, count = made[name], int(steps)
    start = time.perf_counter()
    for _ in range(count):
        step()
    print((time.perf_counter() - start) / count, flush=True)
