"""Completion and inspection of the kit's library and of TorchSharp, as lessons' cells use them. The libraries are referenced, not run."""
import os
import unittest

from kernel_session import KernelTestCase

NOTEBOOKS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "notebooks")

SETUP = """#r ".aigc/TorchSharp.dll"
#r ".aigc/AigcNotebooks.dll"
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;
using AigcNotebooks;
using AigcNotebooks.Data;
using AigcNotebooks.Display;
using AigcNotebooks.Metrics;
using AigcNotebooks.Models;
using AigcNotebooks.Training;"""
DECLARATIONS = """public sealed class Net : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> model;
    public Net() : base(nameof(Net)) => RegisterComponents();
    public override Tensor forward(Tensor x) => model.call(x);
}
Tensor tensor = null; Net net = null; LossHistory losses = null;"""

# Code with the cursor at |, and what is offered there.
OFFERED = [
    ("torch.nn.|", "Linear Conv2d Sequential functional Module"),
    ("torch.nn.functional.rel|", "relu relu6"),
    ("torch.optim.|", "Adam SGD"),
    ("torch.|", "zeros nn optim Tensor"),
    ("tensor.|", "view mean shape backward"),
    ("tensor.view(-1, 1).|", "mean"),
    ("tensor[.., 0].|", "mean"),
    ("tensor[^1].|", "mean"),
    ("tensor[TensorIndex.|", "Ellipsis Slice"),
    ("(tensor + 1).|", "mean"),
    ("(-tensor).|", "mean"),
    ("cat([tensor, tensor]).|", "mean"),
    ("randn(60, 100).|", "mean"),
    ('$"loss {tensor.mean().|}"', "item ToDouble"),
    ("Linear(|", "inputSize: hasBias: tensor"),
    ("Linear(100, 256, has|", "hasBias:"),
    ("var conv = Conv2d(1, 32, kern|", "kernel_size:"),
    ("Conv2d(1, 32, kernel_size: 3, padding_mode: |", "PaddingModes.Zeros PaddingModes.Reflect"),
    ("Conv2d(1, 32, kernel_size: 3, |", "stride: padding: dilation:"),
    ("optim.Adam(net.|", "parameters call"),
    ("optim.Adam(net.parameters(), |", "lr: beta1: weight_decay:"),
    ("zeros(3, dtype: |", "ScalarType.Float32"),
    ("zeros(3, device: |", "CPU CUDA"),
    ("tensor.to(Scalar|", "ScalarType ScalarType.Float32"),
    ("tensor.to(ScalarType.|", "Float32 BFloat16"),
    ("var loss = binary_cross_entropy(net.call(tensor), |", "target: tensor"),
    ("bce|", "BCELoss BCEWithLogitsLoss"),
    ("no_g|", "no_grad"),
    ("net.|", "forward call train eval parameters"),
    ("foreach (var p in net.parameters()) p.|", "numel grad"),
    ("net.parameters().Sum(p => p.|", "numel"),
    ("net.named_parameters().Select(p => p.|", "name parameter"),
    ("void Step() { using var noGrad = no_grad(); net.tr|", "train training"),
    ("using (var scope = NewDisposeScope()) { scope.|", "Dispose"),
    ("class G : Module<|", "Tensor Net"),
    ("class G : Module<Tensor, Tensor> { public override |", "Tensor forward(Tensor input)"),
    ("class G : Module<Tensor, Tensor> { public override Tensor |", "forward(Tensor input)"),
    ('class G : Module<Tensor, Tensor> { public G() : base("G") => Reg|', "RegisterComponents"),
    ("class G : Module<Tensor, Tensor> { public G() : base(|", "name:"),
    ("class G : Module<Tensor, Tensor> { private readonly Module<Tensor, Tensor> m = Sequential(Linear(1, 2), Re|", "ReLU"),
    ("class G : Module<Tensor, Tensor> { public override Tensor forward(Tensor x) { return x.|", "view"),
    ("class G : Module<Tensor, Tensor> { public override Tensor forward(Tensor x) => this.|", "train register_module"),
    ("losses.|", "Add Mean ToPlot"),
    ("Mnist.|", "Load"),
    ("using var data = Mnist.Load(); Pixels.|", "Normalize"),
    ("new ImageGrid(tensor, col|", "columns: columnCaptions:"),
    ("new ImageGrid(tensor, columns: 12, ti|", "title:"),
    ("Plot.|", "Bars Lines"),
    ("var (nearest, distances) = NearestImages.Find(tensor, tensor); nearest.|", "mean"),
    ("Seed.|", "All"),
    ("using AigcNotebooks.|", "Data Models"),
    ("new AigcNotebooks.Models.|", "MnistGenerator"),
]


@unittest.skipUnless(os.path.exists(os.path.join(NOTEBOOKS, ".aigc", "TorchSharp.dll")), "needs the library beside the notebooks: ./aigc setup")
class CodeHelpOfTheKitTests(KernelTestCase):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.kernel.run(f"System.IO.Directory.SetCurrentDirectory({quoted(NOTEBOOKS)});")
        for cell in (SETUP, DECLARATIONS):
            reply = cls.kernel.run(cell).reply
            assert reply["status"] == "ok", reply

    def inspect(self, code: str, detail_level: int = 0) -> str:
        reply = self.kernel.reply_to(self.kernel.client.inspect(code.replace("|", ""), code.index("|"), detail_level))
        self.assertTrue(reply["found"], code)
        return reply["data"]["text/plain"]

    def test_completion(self):
        for code, expected in OFFERED:
            with self.subTest(code):
                reply = self.kernel.reply_to(self.kernel.client.complete(code.replace("|", ""), code.index("|")))
                # What is offered with blanks in it is one text.
                wanted = [expected] if "(" in expected else expected.split()
                self.assertEqual([text for text in wanted if text not in reply["matches"]], [])

    def test_documentation_of_the_library(self):
        self.assertIn("title: Shown above the grid.", self.inspect("new ImageGrid(|"))
        self.assertIn("Loads MNIST", self.inspect("Mnist.Loa|d()"))
        self.assertIn("Images in a row", self.inspect("new ImageGrid(tensor, colu|mns: 3)"))

    def test_the_overload_that_is_called_comes_first(self):
        self.assertIn("Linear(long inputSize, long outputSize", self.inspect("Linear(|1, 2)").split("\n")[0])
        self.assertIn("operator +", self.inspect("tensor +| tensor"))

    def test_source_of_the_library(self):
        self.assertIn("public static DigitData Load(", self.inspect("Mnist.Loa|d()", detail_level=1))

    def test_a_tensor_tells_its_shape(self):
        self.kernel.run("var shaped = zeros(2, 3);")
        self.assertIn("[2x3], type = Float32, device = cpu", self.inspect("shap|ed"))
        self.kernel.run("shaped.Dispose();")
        self.inspect("shap|ed")


def quoted(text: str) -> str:
    return '@"' + text.replace('"', '""') + '"'
