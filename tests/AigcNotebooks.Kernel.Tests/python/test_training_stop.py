"""Stop within a lesson's training, in the real kernel: a later cell, or a new session, goes on from the checkpoint and ends with the same losses and weights, to the last bit, as a run that nobody stopped."""
import os
import random
import shutil
import tempfile
import time
import unittest

from kernel_session import KernelSession
from test_code_help_kit import NOTEBOOKS, SETUP

LIBRARY = os.path.join(NOTEBOOKS, ".aigc")

# Training as the lessons do it, with all that must be saved: dropout, batch normalisation, noise, an average of weights. The clock is fast, so that there is a checkpoint every few steps.
TRAINING = """
public sealed class FastClock : TimeProvider { private long now; public override long GetTimestamp() => now += TimestampFrequency; }

Module<Tensor, Tensor> Build() => Sequential(Linear(6, 16), BatchNorm1d(16), ReLU(), Dropout(0.3), Linear(16, 3));
Seed.All(1);
var (model, averaged) = (Build(), Build());
var adam = optim.Adam(model.parameters(), 0.01);
var average = new ExponentialMovingAverage(model, averaged, 0.9);
var losses = new LossHistory();
var order = new BatchOrder(50, 8, seed: 4);
var rows = arange(300, dtype: ScalarType.Float32).view(50, 6) / 100;
var checkpoint = new Checkpoint().Add("net", model, adam).Add("average", average).Add("losses", losses);
var run = new TrainingRun("NAME", checkpoint, totalSteps: 300, clock: new FastClock());

double Step(long step)
{
    using var scope = NewDisposeScope();
    adam.zero_grad();
    var loss = (model.call(order.Batch(rows, step)) - randn(1)).square().mean();
    loss.backward();
    adam.step();
    foreach (var pause in Enumerable.Range(0, 5)) System.Threading.Thread.Sleep(1);
    average.Update();
    return loss.item<float>();
}

void Train()
{
    foreach (var step in run.Steps())
        losses.Add("loss", step, Step(step));
}
run.ToString()"""
STATE = """string.Join(" ", losses.Values("loss").Select(BitConverter.DoubleToInt64Bits)) + " "
    + string.Join(" ", model.state_dict().Values.Concat(averaged.state_dict().Values).Select(t => Convert.ToHexString(t.detach().contiguous().bytes)))"""


@unittest.skipUnless(os.path.exists(LIBRARY), "the kit is not set up")
class TrainingStop(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        os.symlink(LIBRARY, os.path.join(cls.folder, ".aigc"))
        cls.kernel = cls.session()
        cls.expected = cls.train(cls.kernel, "unbroken")

    @classmethod
    def tearDownClass(cls):
        cls.kernel.close()
        shutil.rmtree(cls.folder)

    @classmethod
    def session(cls):
        env = {**os.environ, "XDG_CACHE_HOME": cls.folder, "AIGC_RETRAIN": "false", "OMP_NUM_THREADS": "1"}
        kernel = KernelSession(cwd=cls.folder, env=env)
        kernel.run(SETUP)
        return kernel

    @classmethod
    def train(cls, kernel, name):
        kernel.run(TRAINING.replace("NAME", name))
        kernel.run("Train();")
        return kernel.run(STATE).result

    def stop_within(self, kernel, name):
        """Starts a training and stops it somewhere; says at which step."""
        kernel.run(TRAINING.replace("NAME", name))
        cell = kernel.client.execute("Train();")
        time.sleep(random.uniform(0.3, 1.2))
        kernel.manager.interrupt_kernel()
        self.assertEqual("error", kernel.finish(cell).reply["status"])
        step = int(kernel.run("run.Step").result)
        self.assertTrue(0 < step < 300, step)
        return step

    def test_a_later_cell_goes_on(self):
        for trial in range(2):
            step = self.stop_within(self.kernel, f"later{trial}")
            with self.subTest(stopped_at=step):
                self.assertNotEqual(self.expected, self.kernel.run(STATE).result)
                self.kernel.run("rand(3).Dispose(); // as a cell does that looks at the model")
                self.kernel.run("Train();")
                self.assertEqual(self.expected, self.kernel.run(STATE).result)

    def test_a_new_session_goes_on(self):
        first = self.session()
        step = self.stop_within(first, "session")
        first.close()
        second = self.session()
        try:
            told = second.run(TRAINING.replace("NAME", "session")).result
            self.assertIn("goes on from its checkpoint", told)
            second.run("Train();")
            self.assertEqual(self.expected, second.run(STATE).result, f"stopped at step {step}")
            self.assertIn("trained before and loaded", second.run(TRAINING.replace("NAME", "session")).result)
        finally:
            second.close()


if __name__ == "__main__":
    unittest.main()
