"""The layers of Keras from their documented formulas, on Keras' own layouts, in double precision and plain loops over time."""
import numpy


def sigmoid(x):
    return 1 / (1 + numpy.exp(-x))


def softmax(x):
    e = numpy.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def lstm(x, kernel, recurrent, bias=None):
    """Columns i f c o."""
    size = recurrent.shape[0]
    h, c, outputs = numpy.zeros((x.shape[1], size)), numpy.zeros((x.shape[1], size)), []
    for step in x:
        z = step @ kernel + h @ recurrent + (0 if bias is None else bias)
        i, f, g, o = (z[:, n * size:(n + 1) * size] for n in range(4))
        c = sigmoid(f) * c + sigmoid(i) * numpy.tanh(g)
        h = sigmoid(o) * numpy.tanh(c)
        outputs.append(h)
    return numpy.stack(outputs)


def gru(x, kernel, recurrent, bias=None, reset_after=True):
    """Columns z r h."""
    size = recurrent.shape[0]
    h, outputs = numpy.zeros((x.shape[1], size)), []
    part = lambda array, n: array[..., n * size:(n + 1) * size]
    none = numpy.zeros(3 * size)
    outer, inner = (none, none) if bias is None else (bias[0], bias[1]) if reset_after else (bias, none)
    for step in x:
        a = step @ kernel + outer
        if reset_after:
            b = h @ recurrent + inner
            z, r = sigmoid(part(a, 0) + part(b, 0)), sigmoid(part(a, 1) + part(b, 1))
            candidate = numpy.tanh(part(a, 2) + r * part(b, 2))
        else:
            z = sigmoid(part(a, 0) + h @ part(recurrent, 0))
            r = sigmoid(part(a, 1) + h @ part(recurrent, 1))
            candidate = numpy.tanh(part(a, 2) + (r * h) @ part(recurrent, 2))
        h = z * h + (1 - z) * candidate
        outputs.append(h)
    return numpy.stack(outputs)


def simple_rnn(x, kernel, recurrent, bias, activation):
    h, outputs = numpy.zeros((x.shape[1], recurrent.shape[0])), []
    for step in x:
        h = activation(step @ kernel + h @ recurrent + bias)
        outputs.append(h)
    return numpy.stack(outputs)


def bidirectional(layer, x, forward, backward):
    return numpy.concatenate([layer(x, *forward), layer(x[::-1], *backward)[::-1]], -1)


def layer_normalization(x, gamma, beta, epsilon):
    mean, variance = x.mean(-1, keepdims=True), x.var(-1, keepdims=True)
    return gamma * (x - mean) / numpy.sqrt(variance + epsilon) + beta
